/** Figures of merit of formation: what the first cycle cost, and how long it all took. */
import type { Cycle } from './cycle.js';
import { reasonOf, worst, type Defect } from '../defect.js';
import { plausibleEfficiency } from './efficiency.js';
import { cycleUncertainty, ratioSd } from './uncertainty.js';
import { figure, noFigure, type Figure } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Recording } from '../recording.js';
import { segmentsOf } from '../segments.js';
import type { Series } from '../series.js';

/** Discharge over charge capacity of the first cycle, %: what is missing went into the interphase and the host. */
export function firstCycleEfficiency(cycles: readonly Cycle[], budget: InstrumentBudget): Figure {
  const first = cycles[0];
  if (first === undefined) return noFigure('first_cycle_efficiency', 'no cycle in the record');
  if (!first.complete) return noFigure('first_cycle_efficiency', `cycle ${first.cycle} is not complete`);
  const value = 100 * (first.coulombicEfficiency ?? NaN);
  const estimate = {
    value,
    standardUncertainty: value * ratioSd(first, budget),
    detail: { cycle: first.cycle },
  };
  return figure('first_cycle_efficiency', estimate, [first, plausibleEfficiency(estimate)]);
}

/** What spoils the time between two rows. */
const CLOCK: readonly Defect['kind'][] = ['clock-backwards', 'clock-forwards', 'non-finite'];

/**
 * From the first current to the end of the last complete cycle, h: the rest for wetting before and the
 * diagnostics after do not count.
 * @param cycles of formation alone
 */
export function formationTime(
  series: Series,
  cycles: readonly Cycle[],
  defects: readonly Defect[],
  recording: Recording,
  budget: InstrumentBudget,
): Figure {
  const first = segmentsOf(series, recording).find(({ direction }) => direction !== 'rest');
  const last = cycles.findLast(({ complete }) => complete);
  if (first === undefined) return noFigure('formation_time', 'no current in the record');
  if (last === undefined) return noFigure('formation_time', 'no complete cycle');
  const clock = defects.filter(({ kind }) => CLOCK.includes(kind));
  const value = (series.testTimeS[last.lastRow]! - series.testTimeS[first.firstRow]!) / 3600;
  const standardUncertainty = (Math.SQRT2 * budget.timeSdS) / 3600;
  return figure('formation_time', { value, standardUncertainty, detail: { cycle: last.cycle } }, [
    { quality: worst(clock.map(({ quality }) => quality)), reason: reasonOf(clock) },
  ]);
}

/**
 * Charge that went in during the formation cycles and did not come out, mA.h. Gains and offset are the same in every
 * cycle, so that the uncertainties add up.
 * @param cycles of formation alone
 */
export function formationCharge(cycles: readonly Cycle[], budget: InstrumentBudget): Figure {
  const complete = cycles.filter((cycle) => cycle.complete);
  const last = complete.at(-1);
  if (last === undefined) return noFigure('formation_charge', 'no complete cycle');
  const sumMilliAh = (of: (cycle: Cycle) => number | null): number =>
    complete.reduce((sum, cycle) => sum + (of(cycle) ?? NaN), 0) / 3.6;
  const value = sumMilliAh(({ coulombicDifferenceAs }) => coulombicDifferenceAs);
  const standardUncertainty = sumMilliAh((cycle) => cycleUncertainty(cycle, budget).coulombicDifferenceAs);
  return figure('formation_charge', { value, standardUncertainty, detail: { cycle: last.cycle } }, complete);
}
