/** Are the cycles that are kept of a job those that its rows make? */
import type { Knex } from 'knex';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { DEFINITIONS_VERSION } from '../../analysis/definitions.js';
import type { ChunkRow } from '../series/chunk.js';
import { cyclesOf, type StoredCycle } from './cycle-store.js';
import { JobCycles, recordingOfJob } from './job-cycles.js';

/** What is wrong with the cycles that are kept of a job, as sentences. @param made from its rows, all of them */
export function differences(jobId: string, kept: readonly StoredCycle[], made: readonly Cycle[]): string[] {
  const byNumber = new Map(made.map((cycle) => [cycle.cycle, cycle]));
  return kept.flatMap(({ definitions, cycle }) => {
    // What older definitions made cannot be made again.
    if (definitions !== DEFINITIONS_VERSION) return [];
    const again = byNumber.get(cycle.cycle);
    const names = changed(cycle, again);
    return names.length === 0
      ? []
      : [`${jobId}, cycle ${cycle.cycle}: ${names.join(', ')} as kept are not what its rows give`];
  });
}

function changed(kept: Cycle, made: Cycle | undefined): string[] {
  if (JSON.stringify(kept) === JSON.stringify(made)) return [];
  const names = Object.keys(kept) as (keyof Cycle)[];
  return made ? names.filter((name) => !Object.is(kept[name], made[name])) : ['all quantities'];
}

/** Follows the rows of a job as they are read for another reason. */
export class CycleCheck {
  private readonly made: Cycle[] = [];

  private constructor(
    private readonly jobId: string,
    private readonly kept: readonly StoredCycle[],
    private readonly state: string | undefined,
    private readonly job: JobCycles,
  ) {}

  /** Undefined when nothing is kept of the job, as in records from before cycles were. */
  static async open(db: Knex, jobId: string): Promise<CycleCheck | undefined> {
    if (!(await db.schema.hasTable('cycles'))) return undefined;
    const kept = await cyclesOf(db, jobId);
    const recording = await recordingOfJob(db, jobId);
    if (kept.length === 0 || !recording) return undefined;
    const command = await db('commands')
      .where({ job_id: jobId })
      .first<{ state: string } | undefined>('state');
    return new CycleCheck(jobId, kept, command?.state, new JobCycles(recording));
  }

  take(chunk: ChunkRow, columns: readonly Float64Array[]): void {
    this.made.push(...this.job.takeChunk(chunk, columns));
  }

  /** After the last row. Of a job that is settled every cycle must be there. */
  get problems(): string[] {
    const { jobId, kept, state } = this;
    const last = this.job.end(state === 'completed');
    const made = last ? [...this.made, last] : this.made;
    const isOpen = state === 'intended' || state === 'acknowledged';
    const there = new Set(kept.map(({ cycle }) => cycle.cycle));
    const missing = isOpen ? [] : made.filter(({ cycle }) => !there.has(cycle));
    return [
      ...differences(jobId, kept, made),
      ...missing.map(({ cycle }) => `${jobId}, cycle ${cycle}: not kept, although its rows are`),
    ];
  }
}
