/** The sums of one cycle while its rows come, and what they make. */
import { toDefect } from '../defect-runs.js';
import type { Defect } from '../defect.js';
import { isRest, type Recording } from '../recording.js';
import type { RecordRow } from '../record-row.js';
import type { Interval } from '../screening.js';
import type { Cycle } from './cycle.js';
import { efficiencies } from './efficiencies.js';
import type { CycleFlaws } from './cycle-flaws.js';
import { addInterval, nothingMoved } from './integral.js';
import { finite, ratio } from './ratio.js';
import { Temperatures } from './temperatures.js';
import { VoltageHold } from './voltage-hold.js';

/** A voltage that goes so far against the current is none of a cell's doing, V. */
const AGAINST_V = 0.05;

export class CycleTally {
  private readonly moved = nothingMoved();
  private readonly hold = new VoltageHold();
  private readonly temperatures = new Temperatures();
  private lastRow: number;
  private durationS = 0;
  private leftOutS = 0;
  private switchAs = 0;
  /** By how much the voltage went with the current, within steps. */
  private riseV = 0;
  private chargeEndV = NaN;
  private dischargeEndV = NaN;

  /** @param before the cycle before this one, if there is one */
  constructor(
    readonly cycle: number,
    private readonly firstRow: number,
    private readonly recording: Recording,
    private readonly flaws: CycleFlaws,
    private readonly before?: Cycle,
  ) {
    this.lastRow = firstRow;
  }

  /** A row of this cycle, whether it can be used or not. */
  touch(row: number): void {
    this.lastRow = row;
  }

  /** @param interval from the last usable row to this one */
  take(from: RecordRow, to: RecordRow, interval: Interval): void {
    this.reading(to);
    if (interval === 'sound') this.gain(from, to);
    else if (to.timeS > from.timeS) this.leftOutS += to.timeS - from.timeS;
    if (interval !== 'broken') this.durationS += to.timeS - from.timeS;
  }

  /**
   * The cycle as it stands; changes nothing.
   * @param over no more rows will come
   * @param standing flaws that are not over yet
   */
  summary(over: boolean, standing: readonly Defect[] = []): Cycle {
    const { quality, reason } = this.flaws.with([...standing, ...this.judged(over)]);
    const { chargeAs, dischargeAs } = this.moved;
    return {
      cycle: this.cycle,
      firstRow: this.firstRow,
      lastRow: this.lastRow,
      ...efficiencies(this.moved, this.recording.cell === 'anode-half'),
      constantVoltageShare: ratio(this.hold.heldAs, chargeAs),
      chargeEndVoltageV: finite(this.chargeEndV),
      dischargeEndVoltageV: finite(this.dischargeEndV),
      durationS: this.durationS,
      leftOutS: this.leftOutS,
      switchCapacityAs: this.switchAs,
      ...this.temperatures.summary,
      cumulatedChargeAs: (this.before?.cumulatedChargeAs ?? 0) + chargeAs,
      cumulatedDischargeAs: (this.before?.cumulatedDischargeAs ?? 0) + dischargeAs,
      inProgress: !over,
      // What flowed while one step gave way to another is no charge and no discharge.
      complete: over && Math.min(chargeAs, dischargeAs) > this.switchAs,
      quality,
      reason,
    };
  }

  private reading({ temperatureK, currentA, voltageV }: RecordRow): void {
    if (currentA > this.recording.restCurrentA) this.chargeEndV = voltageV;
    else if (currentA < -this.recording.restCurrentA) this.dischargeEndV = voltageV;
    this.temperatures.reading(temperatureK);
  }

  private gain(from: RecordRow, to: RecordRow): void {
    const seconds = to.timeS - from.timeS;
    this.temperatures.gain(from, to);
    if (isRest(this.recording, from.currentA, to.currentA)) return;
    const beforeAs = this.moved.chargeAs;
    addInterval(this.moved, from, to);
    if (from.currentA * to.currentA > 0) this.along(from, to, this.moved.chargeAs - beforeAs);
    if (from.step !== to.step || from.currentA * to.currentA <= 0) {
      this.switchAs += Math.abs(to.currentA - from.currentA) * seconds;
    }
  }

  private along(from: RecordRow, to: RecordRow, chargeAs: number): void {
    if (to.currentA > 0) this.hold.gain(from, to, chargeAs);
    if (from.step === to.step) this.riseV += Math.sign(to.currentA) * (to.voltageV - from.voltageV);
  }

  /** What only the whole of a cycle shows. */
  private judged(over: boolean): Defect[] {
    const { firstRow: fromRow, lastRow: toRow } = this;
    const { chargeAs, dischargeAs } = this.moved;
    const judgement = (kind: Defect['kind'], quality: Defect['quality'], what: string): Defect => {
      return toDefect({ kind, quality, what, fromRow, toRow });
    };
    const found: Defect[] = [];
    if (this.riseV < -AGAINST_V) {
      const what = `currentA and voltageV: the voltage moves by ${-this.riseV} V against the current, so positive current seems to be discharge where charge was expected`;
      found.push(judgement('current-sign', 'invalid', what));
    }
    const lacks = [chargeAs > 0 ? [] : ['charge'], dischargeAs > 0 ? [] : ['discharge']].flat();
    if (over && lacks.length > 0) {
      found.push(judgement('one-way', 'suspect', `currentA: a cycle without ${lacks.join(' and ')}`));
    }
    return found;
  }
}
