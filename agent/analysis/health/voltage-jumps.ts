/** Voltage that jumps while the current stands still: a contact that lets go, or an internal short that flickers. */
import type { Series } from '../series.js';

export interface VoltageJumps {
  /** Largest jump over the current under which it came, Ohm. */
  readonly largestOhm: number;
  readonly count: number;
}

/** A step settles for this many rows. */
const SETTLING_ROWS = 4;
/** A row is due whenever the voltage has changed by the spacing: a larger change, alone among its neighbours, came at once. */
const SPACINGS = 1.8;
const STEADY = 0.01;
/** A chamber that jumps takes the voltage with it, K. */
const ALIKE_K = 0.3;

/** @param everyV spacing of the record in voltage, V */
export function voltageJumps(series: Series, everyV: number, restCurrentA: number): VoltageJumps {
  const { length, voltageV, currentA } = series;
  const changeV = (row: number): number => Math.abs(voltageV[row]! - voltageV[row - 1]!);
  let largestOhm = 0;
  let count = 0;
  let since = 0;
  for (let row = 1; row + 1 < length; row++) {
    since = goesOn(series, row) ? since + 1 : 0;
    const amps = Math.abs(currentA[row]!);
    if (since < SETTLING_ROWS || !(amps > restCurrentA) || !goesOn(series, row + 1)) continue;
    const around = Math.max(everyV, changeV(row - 1), changeV(row + 1));
    if (!(changeV(row) > SPACINGS * around)) continue;
    count++;
    largestOhm = Math.max(largestOhm, changeV(row) / amps);
  }
  return { largestOhm, count };
}

/** True while step, current and temperature stay what they were a row ago. */
function goesOn({ step, cycle, currentA, temperatureK }: Series, row: number): boolean {
  const same =
    step[row] === step[row - 1] &&
    cycle[row] === cycle[row - 1] &&
    Math.abs(temperatureK[row]! - temperatureK[row - 1]!) < ALIKE_K;
  return same && Math.abs(currentA[row]! - currentA[row - 1]!) <= STEADY * Math.abs(currentA[row]!);
}
