/** How capacity and efficiency go on in cycling. */
import type { Cycle } from '../cycles.js';
import { median } from './median.js';

export interface AgeingCourse {
  /** Median of one minus coulombic efficiency over the duration of a cycle, /h. */
  readonly inefficiencyPerH: number;
  /** Highest discharge of the first ten over that of the second cycle, less one. */
  readonly growth: number;
  /** Share of the capacity of cycle 3 lost a cycle, first half and second half of the record. */
  readonly earlyFade: number;
  readonly lateFade: number;
  /** Largest drop of capacity from one cycle to the next beyond the median one, share. */
  readonly drop: number;
  /** Largest fall of coulombic efficiency below the median, 1. */
  readonly efficiencyDip: number;
}

/** @param cycles of the ageing loop alone. Undefined with fewer than six usable ones. */
export function ageingCourse(cycles: readonly Cycle[]): AgeingCourse | undefined {
  const usable = cycles.filter(({ complete, quality }) => complete && quality !== 'invalid').slice(1);
  if (usable.length < 6) return undefined;
  const q = usable.map(({ dischargeCapacityAs }) => dischargeCapacityAs);
  const losses = q.slice(1).map((value, k) => (q[k]! - value) / q[0]!);
  const efficiencies = usable.map(({ coulombicEfficiency }) => coulombicEfficiency ?? NaN);
  const half = Math.floor(losses.length / 2);
  return {
    inefficiencyPerH: median(usable.map((cycle, k) => (1 - efficiencies[k]!) / (cycle.durationS / 3600))),
    growth: Math.max(...q.slice(0, 10)) / q[0]! - 1,
    earlyFade: median(losses.slice(0, half)),
    lateFade: median(losses.slice(half)),
    drop: Math.max(...losses) - median(losses),
    efficiencyDip: median(efficiencies) - Math.min(...efficiencies),
  };
}
