/** The cycles that a job's rows made, kept beside the rows. */
import type { Knex } from 'knex';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { DEFINITIONS_VERSION } from '../../analysis/definitions.js';

export interface StoredCycle {
  /** Version of the definitions that the quantities were made by. */
  readonly definitions: number;
  readonly cycle: Cycle;
}

interface CycleRow {
  readonly cycle: number;
  readonly definitions: number;
  /** JSON, which keeps every number bit by bit. */
  readonly quantities: string;
}

/** By number, ascending. */
export async function cyclesOf(db: Knex, jobId: string): Promise<StoredCycle[]> {
  const rows = await db('cycles').where({ job_id: jobId }).orderBy('cycle').select<CycleRow[]>();
  return rows.map(({ definitions, quantities }) => ({ definitions, cycle: JSON.parse(quantities) as Cycle }));
}

/** Keeps cycles under today's definitions. One that is there already stays as it is. */
export async function addCycles(trx: Knex, jobId: string, cycles: readonly Cycle[]): Promise<void> {
  for (const cycle of cycles) await trx('cycles').insert(rowOf(jobId, cycle)).onConflict().ignore();
}

/** Keeps these cycles and no others. */
export async function replaceCycles(trx: Knex, jobId: string, cycles: readonly Cycle[]): Promise<void> {
  await trx('cycles').where({ job_id: jobId }).delete();
  await addCycles(trx, jobId, cycles);
}

function rowOf(jobId: string, cycle: Cycle): CycleRow & { readonly job_id: string } {
  return {
    job_id: jobId,
    cycle: cycle.cycle,
    definitions: DEFINITIONS_VERSION,
    quantities: JSON.stringify(cycle),
  };
}
