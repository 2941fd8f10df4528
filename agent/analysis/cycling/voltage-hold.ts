/** The charge that moves while the voltage is held: it stands, and the current dies away. */
import type { RecordRow } from '../record-row.js';

/** Within this a voltage is held, V: regulation and noise of an ordinary tester. */
const WITHIN_V = 5e-3;
/** A current that is below this share of that at the beginning has begun to fall; at the end of a hold it has fallen well. */
const BEGUN = 0.995;
const FALLEN = 0.9;

export class VoltageHold {
  private settledAs = 0;
  private openAs = 0;
  private anchorV = NaN;
  private anchorA = NaN;
  private lastA = NaN;

  /** @param chargeAs of an interval that was charged all through */
  gain(from: RecordRow, to: RecordRow, chargeAs: number): void {
    const goesOn = from.step === to.step && Math.abs(to.voltageV - this.anchorV) <= WITHIN_V;
    if (!goesOn) this.begin(to);
    else if (to.currentA < BEGUN * this.anchorA) this.openAs += chargeAs;
    this.lastA = to.currentA;
  }

  /** Charge of every hold so far, A s. */
  get heldAs(): number {
    return this.settledAs + (this.hasFallen ? this.openAs : 0);
  }

  private begin(at: RecordRow): void {
    if (this.hasFallen) this.settledAs += this.openAs;
    this.openAs = 0;
    this.anchorV = at.voltageV;
    this.anchorA = at.currentA;
  }

  private get hasFallen(): boolean {
    return this.lastA < FALLEN * this.anchorA;
  }
}
