/** The cell's place in a thermal chamber: goes to the temperature that is set, at its own pace and with its own errors. */
import type { Cell } from '../cell/cell.js';

/** What a chamber does besides what it is told, against time since the program began. */
export interface Chamber {
  /** Cell less sensor, K: calibration and drift of the sensor, seen by nobody. */
  errorK(timeS: number): number;
  /** Sensor less set temperature, K: an excursion, which sensor and cell share. */
  deviationK(timeS: number): number;
  /** How long both may be taken as constant, s. */
  readonly steadyS: number;
}

export const PERFECT_CHAMBER: Chamber = { errorK: () => 0, deviationK: () => 0, steadyS: Infinity };

/** A test chamber's 2 K/min (choice). */
const RAMP_K_PER_S = 2 / 60;
/** While it ramps, the cell's temperature is renewed this often. */
const RAMP_STRIDE_S = 15;
/** The cell's properties are renewed when its temperature has moved by this much: 0.1 % of a resistance. */
const NOTICEABLE_K = 0.02;

export class Thermostat {
  /** Since the program began. */
  private timeS = 0;
  private ramp: { readonly fromK: number; readonly toK: number; readonly sinceS: number };
  private arrived = true;

  constructor(
    private readonly cell: Cell,
    private readonly chamber: Chamber,
  ) {
    const heldK = cell.temperatureK - chamber.errorK(0) - chamber.deviationK(0);
    this.ramp = { fromK: heldK, toK: heldK, sinceS: 0 };
  }

  /** Sets off to `temperatureK`. */
  set(temperatureK: number): void {
    this.ramp = { fromK: this.aimK(this.timeS), toK: temperatureK, sinceS: this.timeS };
    this.arrived = false;
  }

  /** What the chamber's sensor shows `aheadS` from now, K. */
  reportedK(aheadS = 0): number {
    const timeS = this.timeS + aheadS;
    return this.aimK(timeS) + this.chamber.deviationK(timeS);
  }

  /** Until the set temperature is reached, s. */
  get arrivalS(): number {
    return Math.max(0, this.rampS - (this.timeS - this.ramp.sinceS));
  }

  /** How long the temperature may be taken as constant from now on, s. */
  get steadyS(): number {
    return this.arrivalS > 0 ? RAMP_STRIDE_S : this.chamber.steadyS;
  }

  /** Brings the cell to the temperature of this moment. */
  goOnTo(timeS: number): void {
    this.timeS = timeS;
    const temperatureK = this.reportedK() + this.chamber.errorK(timeS);
    const moved = Math.abs(temperatureK - this.cell.temperatureK) > NOTICEABLE_K;
    const arrives = !this.arrived && this.arrivalS === 0;
    if (moved || arrives) this.cell.setTemperature(temperatureK);
    this.arrived ||= arrives;
  }

  private get rampS(): number {
    return Math.abs(this.ramp.toK - this.ramp.fromK) / RAMP_K_PER_S;
  }

  private aimK(timeS: number): number {
    const { fromK, toK, sinceS } = this.ramp;
    const share = this.rampS > 0 ? Math.min(1, (timeS - sinceS) / this.rampS) : 1;
    return fromK + (toK - fromK) * share;
  }
}
