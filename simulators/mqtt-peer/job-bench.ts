/**
 * One job at a time, and a memory of every job ever begun, kept by the room: a job survives the instrument's restart as
 * a fact even where it did not survive as work.
 */
import type { Clock } from '../../core/clock.js';
import type { JobReport, Table } from '../../drivers/instrument.js';
import { reportSchema } from '../../drivers/mqtt-instrument/codec.js';
import type { JobEnd, JobEntry, Room } from '../lab/room.js';
import { endOf, Refusal, Stopped } from './outcome.js';
import type { Work } from './work.js';

export interface JobBenchOptions<Task, Result extends object> {
  readonly room: Pick<Room, 'jobs' | 'beginJob' | 'endJob'>;
  /** Lab time. */
  readonly clock: Clock;
  readonly work: Work<Task, Result>;
  /** Called when a job begins or ends. */
  readonly onChange: () => void;
  /** Called when the room cannot be told how a job ended. */
  readonly onTrouble: (error: Error) => void;
}

interface Running {
  readonly jobId: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly stop: AbortController;
  ended: Promise<void>;
}

export class JobBench<Task, Result extends object> {
  private running: Running | undefined;

  constructor(private readonly options: JobBenchOptions<Task, Result>) {}

  /** To be called before any command: what ran when the controller stopped is not running any more. */
  async recover(): Promise<void> {
    for (const { jobId, state } of await this.options.room.jobs()) {
      if (state === 'running') await this.options.room.endJob(jobId, new Stopped('interrupted').end);
    }
  }

  get runningJob(): string | undefined {
    return this.running?.jobId;
  }

  /** @throws {Refusal} `busy` with another job */
  async start(jobId: string, task: Task): Promise<void> {
    const { room, clock, work } = this.options;
    if (await this.find(jobId)) return;
    if (this.running) {
      throw new Refusal(
        'busy',
        `job ${this.running.jobId} is running: one job at a time; start ${jobId} after it`,
      );
    }
    const { program, detail, durationS } = work.plan(task);
    if (!(await room.beginJob(jobId, program, detail))) return;
    const running: Running = {
      jobId,
      startedMs: clock.monotonic(),
      durationMs: durationS * 1000,
      stop: new AbortController(),
      ended: Promise.resolve(),
    };
    this.running = running;
    running.ended = this.run(running, task);
    this.options.onChange();
  }

  async job(jobId: string): Promise<JobReport<Result>> {
    const entry = await this.find(jobId);
    if (!entry) return { state: 'unknown', rows: 0 };
    const { state, result, fault, table } = entry;
    const progress = state === 'running' ? this.progress(jobId) : undefined;
    return reportSchema(this.options.work.result).parse({
      state,
      rows: table?.rows.length ?? 0,
      ...(progress !== undefined && { progress }),
      ...(result && { result }),
      ...(fault && { fault }),
    });
  }

  /** @throws {Refusal} `unknown-job` */
  async data(jobId: string, from: number): Promise<Table> {
    const entry = await this.find(jobId);
    if (!entry) throw new Refusal('unknown-job', `job ${jobId} was never begun here`);
    const table: Table = entry.table ?? { columns: [], from: 0, rows: [] };
    return { columns: [...table.columns], from, rows: table.rows.slice(from).map((row) => [...row]) };
  }

  /** Stops the running job if it is `jobId`, or whichever it is. Resolves when nothing of it runs any more. */
  async makeSafe(jobId?: string): Promise<void> {
    if (jobId === undefined || this.running?.jobId === jobId) await this.stop('aborted');
  }

  /** The controller stops. */
  async shutDown(): Promise<void> {
    await this.stop('interrupted');
  }

  private async stop(as: 'aborted' | 'interrupted'): Promise<void> {
    this.running?.stop.abort(new Stopped(as));
    await this.running?.ended;
  }

  private async run(running: Running, task: Task): Promise<void> {
    const { jobId } = running;
    try {
      await this.options.room.endJob(jobId, await this.outcome(running, task));
    } catch (error) {
      this.options.onTrouble(new Error(`job ${jobId}: the room did not take its end`, { cause: error }));
    } finally {
      this.running = undefined;
      this.options.onChange();
    }
  }

  private async outcome({ jobId, durationMs, stop }: Running, task: Task): Promise<JobEnd> {
    const { clock, work } = this.options;
    try {
      const done = await work.perform(jobId, task, () => clock.sleep(durationMs, stop.signal));
      return { state: 'completed', ...done, result: Object.fromEntries(Object.entries(done.result)) };
    } catch (error) {
      return endOf(error);
    }
  }

  private progress(jobId: string): number | undefined {
    if (this.running?.jobId !== jobId) return undefined;
    const { startedMs, durationMs } = this.running;
    return Math.min(1, Math.max(0, (this.options.clock.monotonic() - startedMs) / durationMs));
  }

  private async find(jobId: string): Promise<JobEntry | undefined> {
    return (await this.options.room.jobs()).find((entry) => entry.jobId === jobId);
  }
}
