/** What the record holds of the commands of experiments. */
import type { Knex } from 'knex';
import type { JobFault } from '../../drivers/instrument.js';
import type { CommandState } from './bodies/work.js';

export interface CommandRow {
  readonly jobId: string;
  readonly instrument: string;
  readonly task: unknown;
  readonly state: CommandState | 'intended' | 'acknowledged';
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly fault: JobFault | undefined;
  readonly rows: number;
}

interface StoredCommand {
  readonly job_id: string;
  readonly instrument: string;
  readonly task: string;
  readonly state: CommandRow['state'];
  readonly result: string | null;
  readonly fault: string | null;
  readonly rows: number | null;
}

export async function commandOf(db: Knex, jobId: string): Promise<CommandRow | undefined> {
  const row = await db('commands').where({ job_id: jobId }).first<StoredCommand | undefined>();
  return row && commandRow(row);
}

/** Every command that an experiment gave for one step, oldest first: more than one where a step may be tried again. */
export async function commandsOf(db: Knex, experimentId: string, step: string): Promise<CommandRow[]> {
  const rows = await db('commands')
    .where({ experiment_id: experimentId, step })
    .orderByRaw('length(job_id), job_id')
    .select<StoredCommand[]>();
  return rows.map(commandRow);
}

/** Lab time, ISO 8601, at which an experiment's latest command was decided; undefined before the first. */
export async function lastIntentOf(db: Knex, experimentId: string): Promise<string | undefined> {
  const intent = await db('events as v')
    .join('commands as c', 'c.job_id', 'v.subject')
    .where({ 'c.experiment_id': experimentId, 'v.kind': 'command.intended' })
    .orderBy('v.seq', 'desc')
    .first<{ labAt: string } | undefined>('v.lab_at as labAt');
  return intent?.labAt;
}

function commandRow(row: StoredCommand): CommandRow {
  return {
    jobId: row.job_id,
    instrument: row.instrument,
    task: JSON.parse(row.task) as unknown,
    state: row.state,
    result: row.result === null ? undefined : (JSON.parse(row.result) as CommandRow['result']),
    fault: row.fault === null ? undefined : (JSON.parse(row.fault) as JobFault),
    rows: row.rows ?? 0,
  };
}

/** Of these steps those whose end is recorded, by experiment. */
export async function settledSteps(
  db: Knex,
  experimentIds: readonly string[],
  steps: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db('commands')
    .whereIn('experiment_id', experimentIds)
    .whereIn('step', steps)
    .whereNotIn('state', OPEN)
    .select<{ experiment_id: string; step: string }[]>('experiment_id', 'step');
  const stepsOf = (id: string): string[] =>
    rows.filter((row) => row.experiment_id === id).map(({ step }) => step);
  return new Map(experimentIds.map((id) => [id, new Set(stepsOf(id))]));
}

const OPEN: readonly CommandRow['state'][] = ['intended', 'acknowledged'];

/** Commands of an experiment whose end is not recorded. */
export async function openCommandsOf(
  db: Knex,
  experimentId: string,
): Promise<{ readonly jobId: string; readonly instrument: string; readonly step: string }[]> {
  return db('commands')
    .where({ experiment_id: experimentId })
    .whereIn('state', OPEN)
    .select('job_id as jobId', 'instrument', 'step');
}

export interface InstrumentRow {
  readonly experimentId: string;
  readonly step: string;
  readonly instrument: string;
  /** Of a tester, from 1. */
  readonly channel: number | null;
}

/** Which instrument carried out each step of a campaign's experiments. */
export async function instrumentsOf(db: Knex, campaignId: string): Promise<InstrumentRow[]> {
  return db('commands as c')
    .join('experiments as e', 'e.id', 'c.experiment_id')
    .where({ 'e.campaign_id': campaignId })
    .select<InstrumentRow[]>(
      'c.experiment_id as experimentId',
      'c.step',
      'c.instrument',
      db.raw("json_extract(c.task, '$.channel') as channel"),
    );
}
