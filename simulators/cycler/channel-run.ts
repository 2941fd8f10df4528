/** One job in one channel: follows the lab clock and shows what the channel measures. */
import type { JobFault } from '../../drivers/instrument.js';
import { CHANNEL_FAULT, type FaultPlan } from './channel-fault.js';
import type { Measure, ProtocolRun } from './protocol-run.js';

/** Indices into `CYCLER_COLUMNS`. */
const TIME = 0;
const VOLTAGE = 3;
const CURRENT = 4;

export interface ChannelRunOptions {
  readonly run: ProtocolRun;
  /** Lab time of the start, ms. */
  readonly startedMs: number;
  readonly fault: FaultPlan | undefined;
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

  constructor(private readonly options: ChannelRunOptions) {}

  /** Goes on towards lab time `labMs`, at most `sliceS`. True when it has not come that far yet. */
  advance(labMs: number, sliceS: number): boolean {
    if (this.outcome) return false;
    const { run, startedMs, fault } = this.options;
    const dueS = Math.min((labMs - startedMs) / 1000, fault?.failsAtS ?? Infinity);
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

  get frozen(): boolean {
    return (
      this.testTimeS >= (this.options.fault?.freezesAtS ?? Infinity) && this.outcome?.state !== 'completed'
    );
  }

  get progress(): number {
    return Math.min(1, this.testTimeS / this.options.run.expectedTimeS);
  }

  /** How it ended; undefined while it runs. */
  get outcome(): Outcome | undefined {
    const { run, fault } = this.options;
    if (this.broken) return { state: 'failed', fault: this.broken };
    if (run.state === 'completed') return { state: 'completed' };
    if (run.state !== 'running') return { state: 'failed', ...(run.fault ? { fault: run.fault } : {}) };
    return this.testTimeS >= (fault?.failsAtS ?? Infinity)
      ? { state: 'failed', fault: CHANNEL_FAULT }
      : undefined;
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

  /** A stuck converter repeats voltage and current to the last digit while time and temperature go on. */
  private reading(row: readonly number[]): readonly number[] | undefined {
    const stuck = row[TIME]! >= (this.options.fault?.freezesAtS ?? Infinity) ? this.last : undefined;
    const measured = this.options.measure(row);
    return stuck ? measured?.with(VOLTAGE, stuck[VOLTAGE]!).with(CURRENT, stuck[CURRENT]!) : measured;
  }
}
