/** Jobs that are over, as the tester remembers them. */
import type { JobFault } from '../../drivers/instrument.js';
import type { JobStatus } from '../../drivers/scpi-cycler/codec/job-status.js';
import type { Room } from '../lab/room.js';
import type { RowMemory } from './row-memory.js';

export interface EndedJob {
  readonly state: 'completed' | 'failed' | 'aborted' | 'interrupted';
  readonly testTimeS: number;
  readonly fault?: JobFault;
}

export class JobHistory {
  private readonly ended = new Map<string, EndedJob>();

  constructor(private readonly rows: RowMemory) {}

  /** Jobs of earlier days. One that ran when the power went stays interrupted for good. */
  async recall(room: Room): Promise<void> {
    for (const { jobId, state, result, fault } of await room.jobs()) {
      this.ended.set(jobId, {
        state: state === 'running' ? 'interrupted' : state,
        testTimeS: Number(result?.['testTimeS'] ?? this.rows.last(jobId)?.[0] ?? 0),
        ...(fault ? { fault } : {}),
      });
    }
  }

  add(jobId: string, job: EndedJob): void {
    this.ended.set(jobId, job);
  }

  has(jobId: string): boolean {
    return this.ended.has(jobId);
  }

  /** `unknown` for a job that is not among them. */
  status(jobId: string): JobStatus {
    const job = this.ended.get(jobId);
    if (!job) return { state: 'unknown', progress: 0, rows: 0, step: 0, cycle: 0, testTimeS: 0 };
    const [, step = 0, cycle = 0] = this.rows.last(jobId) ?? [];
    return { ...job, progress: job.state === 'completed' ? 1 : 0, rows: this.rows.count(jobId), step, cycle };
  }
}
