/** The tester as a device: channels and a job memory, driven by the lab clock. It knows nothing of lines. */
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { columnsOf } from '../../drivers/cycler.js';
import { violations, type Limits } from '../../drivers/protocol.js';
import type { JobPage } from '../../drivers/scpi-cycler/codec/job-data.js';
import type { JobStatus } from '../../drivers/scpi-cycler/codec/job-status.js';
import type { CyclerProgram } from '../../drivers/scpi-cycler/codec/program.js';
import type { ChannelReading } from '../../drivers/scpi-cycler/codec/readings.js';
import type { Room } from '../lab/room.js';
import type { CellCheckpoints } from './cell-checkpoints.js';
import { drawMisreading, type MisreadingKind } from './channel-fault.js';
import { ChannelRun } from './channel-run.js';
import { Refusal } from './error-queue.js';
import { JobHistory } from './job-history.js';
import type { MakeRun, Measure, MeasuredJob, ProtocolRun } from './protocol-run.js';
import type { RowMemory } from './row-memory.js';
import { StruckChannels } from './struck-channels.js';
import { RunningJob, type Memory } from './running-job.js';

export interface TesterOptions {
  readonly room: Room;
  /** Lab time. */
  readonly clock: Clock;
  /** Link time: how long the physics may take per tick. */
  readonly link: Clock;
  readonly rng: Rng;
  readonly channels: number;
  readonly makeRun: MakeRun;
  readonly measure: Measure;
  /** Mean number of channel faults a channel and year. */
  readonly channelFaultsPerYear: number;
  readonly rows: RowMemory;
  readonly checkpoints: CellCheckpoints;
}

/** What the channels can do: 0 to 5 V, 100 mA, up to 85 Cel. */
const RANGE: Limits = { minVoltageV: 0, maxVoltageV: 5, maxCurrentA: 0.1, maxTemperatureK: 358.15 };
/** The chamber while no channel runs, K. */
const IDLE_CHAMBER_K = 298.15;
/** Between two ticks the line must be served too, so the physics gets this much and goes on in slices of test time. */
const TICK_BUDGET_MS = 25;
const SLICE_S = 600;

export class Tester {
  readonly channels: number;
  /** By channel; undefined while a job is being started in it. */
  private readonly running = new Map<number, RunningJob | undefined>();
  private readonly memory: Memory;
  private readonly struck = new StruckChannels();

  constructor(private readonly options: TesterOptions) {
    this.channels = options.channels;
    const { room, rows, checkpoints } = options;
    this.memory = { room, rows, checkpoints, history: new JobHistory(rows) };
  }

  /** Call once, before anything else. */
  async powerOn(): Promise<void> {
    await this.memory.checkpoints.recover(this.memory.room);
    await this.memory.history.recall(this.memory.room);
  }

  /** Reasons why no channel can carry this program out, as sentences. */
  objections({ channel, protocol }: CyclerProgram): string[] {
    const known = channel <= this.channels ? [] : [`there is no channel ${channel}`];
    return [...new Set([...known, ...violations(protocol), ...violations(protocol, RANGE)])];
  }

  knows(jobId: string): boolean {
    return this.memory.history.has(jobId) || this.runningJob(jobId) !== undefined;
  }

  /**
   * Starts a job that is not known yet. Without a cell in the channel, or when the physics cannot take it, the job
   * has failed when this resolves.
   * @throws {Refusal} -284 the channel is busy; -282 the room saw this job id before
   */
  async start(jobId: string, program: CyclerProgram): Promise<void> {
    const { channel, cellId } = program;
    if (this.running.has(channel))
      throw new Refusal(-284, 'Program currently running', `in channel ${channel}`);
    this.running.set(channel, undefined);
    try {
      if (!(await this.options.room.beginJob(jobId, 'cycling', { channel, cellId })))
        throw new Refusal(-282, 'Illegal program name', `${jobId} was begun before`);
      const job = await this.connect(jobId, program);
      if (job) this.running.set(channel, job);
    } finally {
      if (!this.running.get(channel)) this.running.delete(channel);
    }
  }

  /** The job does not run when this resolves, whether it did before or not. */
  async abort(jobId: string): Promise<void> {
    await this.runningJob(jobId)?.end({ state: 'aborted' });
  }

  async abortAll(): Promise<void> {
    await Promise.all(this.jobs().map((job) => job.end({ state: 'aborted' })));
  }

  status(jobId: string): JobStatus {
    const running = this.runningJob(jobId);
    if (!running) return this.memory.history.status(jobId);
    const { progress, testTimeS, last } = running.job.channelRun;
    const [, step = 0, cycle = 0] = last ?? [];
    return { state: 'running', progress, rows: this.options.rows.count(jobId), step, cycle, testTimeS };
  }

  /** Rows `from` to `from + count - 1`, as far as there are any; an unknown job has none. */
  page(jobId: string, from: number, count: number): JobPage {
    const { rows } = this.options;
    return { columns: rows.columns(jobId), rows: rows.page(jobId, from, count) };
  }

  jobIn(channel: number): string | undefined {
    return this.running.get(channel)?.job.jobId;
  }

  /** The relay of a channel that does not run is open: no voltage can be measured, no current flows. */
  reading(channel: number): ChannelReading {
    const [, , , voltageV = NaN, currentA = 0, temperatureK = NaN] =
      this.running.get(channel)?.job.channelRun.last ?? [];
    return { voltageV, currentA, temperatureK };
  }

  /** The channel misreads for `lastsS` of lab time, whichever job runs in it then. */
  strike(channel: number, kind: MisreadingKind, lastsS: number): void {
    this.struck.add(channel, kind, this.options.clock.now() + 1000 * lastsS);
    this.running.get(channel)?.job.channelRun.strike(kind, lastsS);
  }

  chamberK(): number {
    return this.jobs()[0]?.job.channelRun.last?.[5] ?? IDLE_CHAMBER_K;
  }

  /** Brings every channel up to the lab clock, or as near as the time budget allows. True when that was not enough. */
  async tick(): Promise<boolean> {
    const { link, clock } = this.options;
    const until = link.monotonic() + TICK_BUDGET_MS;
    let behind = this.jobs();
    do behind = behind.filter((job) => job.advance(clock.now(), SLICE_S));
    while (behind.length > 0 && link.monotonic() < until);
    for (const job of this.jobs()) await job.settle();
    return behind.length > 0;
  }

  /** Keeps the state of the cells aside in case the power goes. */
  checkpoint(): void {
    for (const job of this.jobs()) job.checkpoint();
  }

  private async connect(
    jobId: string,
    { channel, protocol }: CyclerProgram,
  ): Promise<RunningJob | undefined> {
    const cell = await this.options.room.cellAt(`channel/${channel}`);
    if (!cell || cell.opened)
      return this.failAtOnce(jobId, 'no-cell', `no closed circuit in channel ${channel}`);
    try {
      const startedMs = this.options.clock.now();
      const run = this.options.makeRun(cell, protocol, startedMs);
      const channelRun = this.follow(run, { jobId, channel, startedMs });
      this.options.rows.begin(jobId, columnsOf(protocol));
      const job = { jobId, channel, cellId: cell.spec.id, run, channelRun };
      return new RunningJob(this.memory, job, () => this.running.delete(channel));
    } catch (error) {
      return this.failAtOnce(
        jobId,
        'tester-software',
        error instanceof Error ? error.message : String(error),
      );
    }
  }

  private follow(run: ProtocolRun, job: MeasuredJob): ChannelRun {
    const { rng, measure, channelFaultsPerYear } = this.options;
    const misreading = drawMisreading(rng.split(job.jobId), channelFaultsPerYear, run.expectedTimeS);
    const { startedMs } = job;
    const channelRun = new ChannelRun({ run, startedMs, misreading, measure: measure(job) });
    this.struck.begin(channelRun, job.channel, startedMs);
    return channelRun;
  }

  private async failAtOnce(jobId: string, code: string, message: string): Promise<undefined> {
    const fault = { code, message };
    await this.memory.room.endJob(jobId, { state: 'failed', fault });
    this.memory.history.add(jobId, { state: 'failed', testTimeS: 0, fault });
  }

  private jobs(): RunningJob[] {
    return [...this.running.values()].filter((job) => job !== undefined);
  }

  private runningJob(jobId: string): RunningJob | undefined {
    return this.jobs().find(({ job }) => job.jobId === jobId);
  }
}
