/** One job in one channel: follows the lab clock and shows what the channel measures. */
import type { JobFault } from '../../drivers/instrument.js';
import type { TrueFault } from '../lab/room.js';
import { CHANNEL_FAULT, misread, type Misreading, type MisreadingKind } from './channel-fault.js';
import type { Measure, ProtocolRun } from './protocol-run.js';

/** Index into `CYCLER_COLUMNS`. */
const TIME = 0;

export interface ChannelRunOptions {
  readonly run: ProtocolRun;
  /** Lab time of the start, ms. */
  readonly startedMs: number;
  /** Drawn for this job. */
  readonly misreading: Misreading | undefined;
  readonly measure: ReturnType<Measure>;
}

export interface Outcome {
  readonly state: 'completed' | 'failed';
  readonly fault?: JobFault;
}

export class ChannelRun {
  testTimeS = 0;
  /** The row measured last. */
  last: readonly number[] | undefined;
  private broken: JobFault | undefined;
  private fresh: (readonly number[])[] = [];

  private readonly misreadings: Misreading[];
  private readonly told = new Set<Misreading>();

  constructor(private readonly options: ChannelRunOptions) {
    this.misreadings = options.misreading ? [options.misreading] : [];
  }

  /** From now on the channel misreads, for `lastsS` of test time. */
  strike(kind: MisreadingKind, lastsS: number): void {
    this.misreadings.push({ kind, fromS: this.testTimeS, untilS: this.testTimeS + lastsS });
  }

  /** Goes on towards lab time `labMs`, at most `sliceS`. True when it has not come that far yet. */
  advance(labMs: number, sliceS: number): boolean {
    if (this.outcome) return false;
    const { run, startedMs } = this.options;
    const dueS = Math.min((labMs - startedMs) / 1000, this.tripsAtS);
    this.testTimeS = Math.max(this.testTimeS, Math.min(dueS, this.testTimeS + sliceS));
    this.carryOn(run);
    return this.testTimeS < dueS && !this.outcome;
  }

  /** The rows measured since the last call. */
  takeFresh(): readonly (readonly number[])[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  /** What truly went wrong since the last call, in the channel or in the cell. */
  takeFaults(): readonly TrueFault[] {
    const begun = this.misreadings.filter((each) => each.fromS <= this.testTimeS && !this.told.has(each));
    for (const each of begun) this.told.add(each);
    const own = begun.map(({ kind, fromS, untilS }): TrueFault => {
      const detail = { misreading: kind, sinceTestTimeS: fromS, untilTestTimeS: untilS };
      return { cause: 'channel-fault', attribution: 'machine', detail };
    });
    return [...own, ...(this.options.run.takeFaults?.() ?? [])];
  }

  get progress(): number {
    return Math.min(1, this.testTimeS / this.options.run.expectedTimeS);
  }

  /** How it ended; undefined while it runs. */
  get outcome(): Outcome | undefined {
    const { run } = this.options;
    if (this.broken) return { state: 'failed', fault: this.broken };
    if (run.state === 'completed') return { state: 'completed' };
    if (run.state !== 'running') return { state: 'failed', ...(run.fault ? { fault: run.fault } : {}) };
    return this.testTimeS >= this.tripsAtS ? { state: 'failed', fault: CHANNEL_FAULT } : undefined;
  }

  private get tripsAtS(): number {
    const frozen = this.misreadings.filter(({ kind }) => kind === 'frozen');
    return Math.min(Infinity, ...frozen.map(({ untilS }) => untilS));
  }

  /** A mistake in the physics ends this job and no other. */
  private carryOn(run: ProtocolRun): void {
    try {
      run.advanceTo(this.testTimeS);
      const rows = run.takeRows();
      for (const row of rows) this.show(row);
      if (run.state !== 'running') this.testTimeS = rows.at(-1)?.[TIME] ?? this.testTimeS;
    } catch (error) {
      this.broken = {
        code: 'tester-software',
        message: error instanceof Error ? error.message : String(error),
      };
    }
  }

  private show(row: readonly number[]): void {
    const reading = this.reading(row);
    if (!reading) return;
    this.last = reading;
    this.fresh.push(reading);
  }

  private reading(row: readonly number[]): readonly number[] | undefined {
    const measured = this.options.measure(row);
    const now = this.misreadings.filter(({ fromS, untilS }) => fromS <= row[TIME]! && row[TIME]! <= untilS);
    return now.reduce<readonly number[] | undefined>(
      (reading, { kind }) => reading && misread(reading, this.last, kind),
      measured,
    );
  }
}
