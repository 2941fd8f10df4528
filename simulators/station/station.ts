/**
 * A characterisation station: one cell holder, one job at a time. It remembers every job it began, through the room,
 * so that a job survives the station's restart as a fact even where it did not survive as work.
 */
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import type { CharacteriserTask } from '../../drivers/characteriser.js';
import type { Table } from '../../drivers/instrument.js';
import { reportSchema, type Value } from '../../drivers/mqtt-station/codec.js';
import type { JobEnd, JobEntry, Room } from '../lab/room.js';
import type { RoomCell } from '../world/cell/cell-spec.js';
import { measuredFilm, measuredImpedance, type Methods } from './measurement.js';
import { JobFailed, Refusal, Stopped } from './outcome.js';

export interface StationOptions {
  readonly room: Room;
  /** Lab time. */
  readonly clock: Clock;
  readonly rng: Rng;
  readonly methods: Methods;
  /** How long each method takes, lab s. */
  readonly durationS: Readonly<Record<CharacteriserTask['kind'], number>>;
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

export class Station {
  private running: Running | undefined;

  constructor(private readonly options: StationOptions) {}

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
  async start(jobId: string, task: CharacteriserTask): Promise<void> {
    if (await this.find(jobId)) return;
    if (this.running) {
      throw new Refusal(
        'busy',
        `job ${this.running.jobId} is running: one job at a time; start ${jobId} after it`,
      );
    }
    if (!(await this.options.room.beginJob(jobId, task.kind, { cellId: task.cellId }))) return;
    const running: Running = {
      jobId,
      startedMs: this.options.clock.monotonic(),
      durationMs: this.options.durationS[task.kind] * 1000,
      stop: new AbortController(),
      ended: Promise.resolve(),
    };
    this.running = running;
    running.ended = this.run(running, task);
    this.options.onChange();
  }

  async job(jobId: string): Promise<Value<'job'>> {
    const entry = await this.find(jobId);
    if (!entry) return { state: 'unknown', rows: 0 };
    const { state, result, fault, table } = entry;
    const progress = state === 'running' ? this.progress(jobId) : undefined;
    return reportSchema.parse({
      state,
      rows: table?.rows.length ?? 0,
      ...(progress !== undefined && { progress }),
      ...(result && { result }),
      ...(fault && { fault }),
    });
  }

  /** @throws {Refusal} `unknown-job` */
  async data(jobId: string, from: number): Promise<Value<'data'>> {
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

  private async run(running: Running, task: CharacteriserTask): Promise<void> {
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

  private async outcome({ jobId, durationMs, stop }: Running, task: CharacteriserTask): Promise<JobEnd> {
    const { clock, rng, methods, room } = this.options;
    try {
      const cell = await this.cellInPlace(task.cellId);
      if (cell.opened)
        throw new JobFailed('cell-opened', `cell ${task.cellId} was opened by an earlier film survey`);
      if (task.kind === 'film') await room.putCell({ ...cell, opened: true });
      await clock.sleep(durationMs, stop.signal);
      const measured = await this.cellInPlace(task.cellId);
      const noise = rng.split(jobId);
      const { result, table } =
        task.kind === 'film'
          ? measuredFilm(methods.film(measured, noise))
          : measuredImpedance(methods.impedance(measured, noise));
      return { state: 'completed', result, table };
    } catch (error) {
      if (error instanceof Stopped || error instanceof JobFailed) return error.end;
      throw error;
    }
  }

  private async cellInPlace(cellId: string): Promise<RoomCell> {
    const cell = await this.options.room.cell(cellId);
    if (cell?.place === 'station') return cell;
    throw new JobFailed('no-cell', `cell ${cellId} is not in the holder`);
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
