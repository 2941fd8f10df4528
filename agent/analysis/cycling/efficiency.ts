/** Efficiency and capacity of single cycles with their instrument uncertainty. */
import type { Cycle } from './cycle.js';
import { cycleUncertainty, dischargeHalf, randomSd } from './uncertainty.js';
import { combined, type Estimate, type Ground } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';

const AS_PER_MAH = 3.6;

/** Enough for an estimate within a fifth, and recent. */
const SCATTER_CYCLES = 20;

/** Over, and not spoiled. */
export function isUsable(cycle: Cycle): boolean {
  return cycle.complete && cycle.quality !== 'invalid';
}

/** Suspect when more comes out than went in, by more than three standard uncertainties. */
export function plausibleEfficiency({ value, standardUncertainty }: Estimate): Ground {
  if (value - 3 * standardUncertainty <= 100) return { quality: 'valid', reason: '' };
  const reason = `${value.toFixed(2)} % comes out, beyond the uncertainty of the instrument`;
  return { quality: 'suspect', reason };
}

/** Discharge capacity, mA.h. */
export function dischargeCapacityMilliAh(cycle: Cycle, cycles: readonly Cycle[], budget: InstrumentBudget) {
  const sdAs = cycleUncertainty(cycle, budget).dischargeCapacityAs ?? 0;
  return {
    value: cycle.dischargeCapacityAs / AS_PER_MAH,
    standardUncertainty: combined(sdAs, scatterAs(cycles)) / AS_PER_MAH,
    detail: { cycle: cycle.cycle },
  };
}

/**
 * Relative standard uncertainty of the ratio of two discharges on one channel. The gain is the same in both but for its
 * drift, and an offset cancels when both ran at one current; what is left is how well a capacity repeats.
 */
export function relativeRetentionSd(
  last: Cycle,
  reference: Cycle,
  cycles: readonly Cycle[],
  budget: InstrumentBudget,
): number {
  const [late, early] = [dischargeHalf(last), dischargeHalf(reference)];
  const offset = late.timeS / late.capacityAs - early.timeS / early.capacityAs;
  const scatter = scatterAs(cycles);
  return combined(
    budget.currentOffsetSdA * offset,
    Math.SQRT2 * budget.gainDriftSd,
    combined(randomSd(last, late, budget), scatter) / late.capacityAs,
    combined(randomSd(reference, early, budget), scatter) / early.capacityAs,
  );
}

/** Of one discharge capacity, A s. Chamber drift and noise at the cut-off show here. */
function scatterAs(cycles: readonly Cycle[]): number {
  const q = cycles.filter(isUsable).map((cycle) => cycle.dischargeCapacityAs);
  return scatterOf(q.slice(-SCATTER_CYCLES));
}

/**
 * Type A (JCGM 100:2008, 4.2): the standard deviation of one of a course of values, from second differences, which a
 * steady change leaves at zero (the sum of squared coefficients 1, -2, 1 is 6). 0 with fewer than three values.
 */
export function scatterOf(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const bends = values.slice(2).map((value, i) => value - 2 * values[i + 1]! + values[i]!);
  return Math.sqrt(bends.reduce((sum, bend) => sum + bend * bend, 0) / (6 * bends.length));
}
