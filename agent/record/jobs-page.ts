/** The jobs that an experiment had at the instruments, in the order in which they were begun. */
import type { Knex } from 'knex';
import { rowsHeld } from './series/series.js';

export interface JobSummary {
  readonly id: string;
  readonly step: string;
  readonly instrument: string;
  readonly state: string;
  /** Rows of data in the record. */
  readonly rows: number;
  /** Their columns, with units; none while there are no rows. */
  readonly columns: readonly string[];
}

interface CommandRow {
  readonly job_id: string;
  readonly step: string;
  readonly instrument: string;
  readonly state: string;
}

export async function jobsOf(db: Knex, experimentId: string): Promise<JobSummary[]> {
  const commands = await db('commands')
    .where({ experiment_id: experimentId })
    .orderBy('rowid')
    .select<CommandRow[]>('job_id', 'step', 'instrument', 'state');
  const jobs: JobSummary[] = [];
  for (const { job_id: id, step, instrument, state } of commands)
    jobs.push({
      id,
      step,
      instrument,
      state,
      rows: await rowsHeld(db, id),
      columns: await columnsAt(db, id),
    });
  return jobs;
}

async function columnsAt(db: Knex, jobId: string): Promise<string[]> {
  const chunk = await db('chunks').where({ job_id: jobId }).first<{ columns: string } | undefined>('columns');
  return chunk ? (JSON.parse(chunk.columns) as string[]) : [];
}
