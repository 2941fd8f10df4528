/** Mean, least and greatest temperature of a cycle. */
import type { RecordRow } from '../record-row.js';
import { isNumber } from '../series.js';
import { finite, ratio } from './ratio.js';

export class Temperatures {
  private kelvinSeconds = 0;
  private seconds = 0;
  private least = Infinity;
  private greatest = -Infinity;

  reading(kelvin: number): void {
    if (!isNumber(kelvin)) return;
    if (kelvin < this.least) this.least = kelvin;
    if (kelvin > this.greatest) this.greatest = kelvin;
  }

  /** The temperature ran straight from one row to the other. */
  gain(from: RecordRow, to: RecordRow): void {
    const kelvin = (from.temperatureK + to.temperatureK) / 2;
    if (!isNumber(kelvin)) return;
    const seconds = to.timeS - from.timeS;
    this.kelvinSeconds += seconds * kelvin;
    this.seconds += seconds;
  }

  get summary() {
    return {
      meanTemperatureK: ratio(this.kelvinSeconds, this.seconds),
      minTemperatureK: finite(this.least),
      maxTemperatureK: finite(this.greatest),
    };
  }
}
