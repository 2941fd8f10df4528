/** How far the chamber was from what it was told. */
import type { Series } from '../series.js';
import type { ProgramSteps } from './program-steps.js';

/** The chamber gets this long to arrive before it is held to its set point, s. */
const SETTLING_S = 3600;

/** Largest deviation of the temperature from its set point, K, once it had time to arrive; 0 for an empty record. */
export function temperatureDeviationK(series: Series, steps: ProgramSteps): number {
  let worst = 0;
  let sinceS = -Infinity;
  let wanted: number | undefined;
  for (let row = 0; row < series.length; row++) {
    const now = steps.get(series.step[row]!)?.temperatureK;
    const timeS = series.testTimeS[row]!;
    if (now !== wanted) [wanted, sinceS] = [now, timeS];
    if (wanted === undefined || !(timeS - sinceS >= SETTLING_S)) continue;
    const off = Math.abs(series.temperatureK[row]! - wanted);
    if (off > worst) worst = off;
  }
  return worst;
}
