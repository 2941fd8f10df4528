/** How many cycles a cell lasts. */
import type { Cycle } from './cycle.js';
import { isUsable, relativeRetentionSd } from './efficiency.js';
import type { InstrumentBudget } from '../instrument-budget.js';

/**
 * `reached`: the retention crossed the limit after so many cycles, one standard uncertainty beside; `not-yet`: it is
 * above the limit after so many, so that the life is longer; `unknown`: nothing can be said, and why.
 */
export type CycleLife =
  | { readonly state: 'reached'; readonly cycles: number; readonly standardUncertainty: number }
  | { readonly state: 'not-yet'; readonly cycles: number }
  | { readonly state: 'unknown'; readonly reason: string };

export interface LifeOptions {
  readonly budget: InstrumentBudget;
  /** The cycle that counts as 100 %. Default 3. */
  readonly referenceCycle?: number;
  /** Share of the capacity of the reference cycle at which a cell is at its end, 1. Default 0.8. */
  readonly endShare?: number;
}

/**
 * Cycle number at which the discharge capacity crosses the end of life, on a straight line between the last usable cycle
 * above and the first of two below it: one low discharge, such as of a test at a higher rate, is no end.
 */
export function cycleLife(cycles: readonly Cycle[], options: LifeOptions): CycleLife {
  const { budget, referenceCycle = 3, endShare = 0.8 } = options;
  const reference = cycles.find(({ cycle }) => cycle === referenceCycle);
  if (!reference || !isUsable(reference)) {
    return {
      state: 'unknown',
      reason: `reference cycle ${referenceCycle}: ${reference?.reason ?? 'is not in the record'}`,
    };
  }
  const usable = cycles.filter((cycle) => isUsable(cycle) && cycle.cycle >= referenceCycle);
  const share = ({ dischargeCapacityAs }: Cycle): number =>
    dischargeCapacityAs / reference.dischargeCapacityAs;
  const isBelow = (cycle: Cycle | undefined): boolean => cycle !== undefined && share(cycle) < endShare;
  const first = usable.findIndex((cycle, k) => isBelow(cycle) && isBelow(usable[k + 1]));
  if (first < 1) return { state: 'not-yet', cycles: usable.at(-1)!.cycle };
  const [above, below] = [usable[first - 1]!, usable[first]!];
  const perCycle = (share(above) - share(below)) / (below.cycle - above.cycle);
  const sd = share(below) * relativeRetentionSd(below, reference, cycles, budget);
  return {
    state: 'reached',
    cycles: above.cycle + (share(above) - endShare) / perCycle,
    standardUncertainty: sd / perCycle,
  };
}
