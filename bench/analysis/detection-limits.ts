/** From which dose on an additive's reduction peak is found in every cell. */
import { DOSES, firstCharge, NEAR_V } from './trial-cells.js';

/** wt%. */
const LADDER = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5];
const TEMPERATURE_K = 298.15;

export interface Limits {
  readonly name: string;
  /** Smallest dose from which on every cell shows it, wt%, for each rate; undefined when none of the doses does. */
  readonly percent: readonly (number | undefined)[];
}

/** @param cells at every dose and rate */
export function detectionLimits(cRates: readonly number[], cells: number, seed: string): Limits[] {
  return Object.keys(DOSES).map((name) => ({
    name,
    percent: cRates.map((cRate) => {
      const seen = LADDER.map((percent) => isAlwaysFound(name, percent, cRate, cells, seed));
      return LADDER[seen.lastIndexOf(false) + 1];
    }),
  }));
}

function isAlwaysFound(name: string, percent: number, cRate: number, cells: number, seed: string): boolean {
  return Array.from({ length: cells }, (_, k) => k).every((k) => {
    const conditions = { cRate, temperatureK: TEMPERATURE_K, additive: { name, percent } };
    const { truth, peakOf } = firstCharge(conditions, `${seed}/limit/${name}/${percent}/${cRate}/${k}`);
    return truth && Math.abs((peakOf(name)?.voltageV ?? Infinity) - truth.voltageV) <= NEAR_V;
  });
}
