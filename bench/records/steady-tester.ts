/** Every job records a row a second, in memory: what it costs to record them is all that is measured. */
import type { Clock } from '../../core/clock.js';
import type { JobReport, Table } from '../../drivers/instrument.js';
import type { Device } from '../diagnosis/near-instrument.js';
import { pageOf } from './cycling.js';

export class SteadyTester implements Device<unknown, unknown> {
  readonly id = 'cycler';
  /** The longest that a row was there before it was asked for, s. */
  oldestRowS = 0;
  private readonly startedMs = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly rows: readonly (readonly number[])[],
    private readonly rowsAJob: number,
  ) {}

  async start(jobId: string): Promise<void> {
    this.startedMs.set(jobId, this.clock.monotonic());
  }

  async job(jobId: string): Promise<JobReport<unknown>> {
    if (!this.startedMs.has(jobId)) return { state: 'unknown', rows: 0 };
    const rows = Math.min(this.rowsAJob, Math.floor(this.elapsedS(jobId)));
    return rows < this.rowsAJob
      ? { state: 'running', progress: rows / this.rowsAJob, rows }
      : { state: 'completed', rows };
  }

  async fetch(jobId: string, from: number): Promise<Table> {
    const elapsedS = this.elapsedS(jobId);
    const to = Math.min(this.rowsAJob, Math.floor(elapsedS));
    // Row k is there k + 1 seconds after the start.
    this.oldestRowS = Math.max(this.oldestRowS, elapsedS - (from + 1));
    const rows = Array.from({ length: to - from }, (_, k) => this.rows[(from + k) % this.rows.length]!);
    return pageOf(jobId, from, rows);
  }

  async makeSafe(): Promise<void> {
    return;
  }

  private elapsedS(jobId: string): number {
    return (this.clock.monotonic() - this.startedMs.get(jobId)!) / 1000;
  }
}
