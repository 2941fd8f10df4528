/** One job while it runs in a channel, up to its orderly end. */
import type { Room, TrueFault } from '../lab/room.js';
import type { CellCheckpoints } from './cell-checkpoints.js';
import type { ChannelRun } from './channel-run.js';
import type { EndedJob, JobHistory } from './job-history.js';
import type { ProtocolRun } from './protocol-run.js';
import type { RowMemory } from './row-memory.js';

/** Where a tester keeps what it must not forget. */
export interface Memory {
  readonly room: Room;
  readonly rows: RowMemory;
  readonly checkpoints: CellCheckpoints;
  readonly history: JobHistory;
}

export interface JobInChannel {
  readonly jobId: string;
  readonly channel: number;
  readonly cellId: string;
  readonly run: ProtocolRun;
  readonly channelRun: ChannelRun;
}

export type End = Omit<EndedJob, 'testTimeS'>;

export class RunningJob {
  /** Test time of the cell kept aside. */
  private savedS: number | undefined;
  private ending: Promise<void> | undefined;
  /** Rows and faults that the channel has given and nobody has taken yet. */
  private unstored: readonly (readonly number[])[] = [];
  private readonly untold: TrueFault[] = [];

  constructor(
    private readonly memory: Memory,
    readonly job: JobInChannel,
    private readonly freed: () => void,
  ) {}

  /** Goes on towards lab time `labMs`; true when there is more to do. Nothing flows any more while it is ended. */
  advance(labMs: number, sliceS: number): boolean {
    return !this.ending && this.job.channelRun.advance(labMs, sliceS);
  }

  /** Stores what was measured, journals what broke, ends what is over. */
  async settle(): Promise<void> {
    const { channelRun } = this.job;
    this.storeRows();
    await this.journalFaults();
    if (channelRun.outcome) await this.end(channelRun.outcome);
  }

  /** What a full disk does not take is tried again with the rows that follow. */
  private storeRows(): void {
    const { channelRun, jobId } = this.job;
    this.unstored = [...this.unstored, ...channelRun.takeFresh()];
    this.memory.rows.append(jobId, this.unstored);
    this.unstored = [];
  }

  /** One that the room does not take is told it again. */
  private async journalFaults(): Promise<void> {
    const { channelRun, channel, cellId } = this.job;
    const at = { channel, cellId, testTimeS: channelRun.testTimeS };
    const fresh = channelRun.takeFaults();
    this.untold.push(...fresh.map((fault) => ({ ...fault, detail: { ...at, ...fault.detail } })));
    for (let fault; (fault = this.untold.shift()) !== undefined;) await this.journalFault(fault);
  }

  private async journalFault(fault: TrueFault): Promise<void> {
    try {
      await this.memory.room.journalFault(this.job.jobId, fault);
    } catch (error) {
      this.untold.unshift(fault);
      throw error;
    }
  }

  /** Keeps the state of the cell aside in case the power goes, unless it is the one kept already. */
  checkpoint(): void {
    const { jobId, cellId, run } = this.job;
    if (this.ending || run.testTimeS === this.savedS) return;
    this.memory.checkpoints.save(jobId, cellId, run.cell.snapshot());
    this.savedS = run.testTimeS;
  }

  /** Ends the job once, however often it is called. */
  end(how: End): Promise<void> {
    this.ending ??= this.release(how).catch((error: unknown) => {
      this.ending = undefined;
      throw error;
    });
    return this.ending;
  }

  /** The job counts as running until the room has the cell back: who sees it ended may move the cell. */
  private async release(how: End): Promise<void> {
    const { room, checkpoints, history } = this.memory;
    const { jobId, cellId, run, channelRun } = this.job;
    const { testTimeS } = channelRun;
    const state = run.cell.snapshot();
    this.storeRows();
    // Whatever is cut off from here on, the next start gives the room this very state.
    checkpoints.save(jobId, cellId, state);
    const cell = await room.cell(cellId);
    if (cell) await room.putCell({ ...cell, state });
    await this.journalFaults();
    await room.endJob(jobId, { ...how, result: { testTimeS } });
    checkpoints.drop(jobId);
    history.add(jobId, { ...how, testTimeS });
    this.freed();
  }
}
