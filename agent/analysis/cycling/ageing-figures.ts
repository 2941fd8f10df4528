/** Figures of merit of an ageing programme, from its cycles. */
import type { Cycle } from './cycle.js';
import {
  dischargeCapacityMilliAh,
  isUsable,
  plausibleEfficiency,
  scatterOf,
  relativeRetentionSd,
} from './efficiency.js';
import { ratioSd } from './uncertainty.js';
import { combined, figure, noFigure, type Figure, type Ground } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';

export interface AgeingOptions {
  readonly budget: InstrumentBudget;
  /** The cycle that counts as 100 %. Default 3: the first two still settle. */
  readonly referenceCycle?: number;
  /** The last cycle of the ageing loop; rows of later cycles (a closing diagnostic) are not ageing. */
  readonly lastCycle?: number;
  /** Cycles in the means of efficiency. Default 10. */
  readonly meanOf?: number;
}

/** Capacity, retention and efficiencies; each figure says by itself when it could not be had. */
export function ageingFigures(cycles: readonly Cycle[], options: AgeingOptions): Figure[] {
  const ageing = cycles.filter(({ cycle }) => cycle <= (options.lastCycle ?? Infinity));
  return [
    dischargeCapacity(ageing, options),
    capacityRetention(ageing, options),
    coulombicEfficiency(ageing, options),
    inefficiencyPerHour(ageing, options),
  ];
}

export function dischargeCapacity(cycles: readonly Cycle[], { budget }: AgeingOptions): Figure {
  const last = lastUsable(cycles);
  if (last === undefined) return noFigure('discharge_capacity', whyNone(cycles));
  return figure('discharge_capacity', dischargeCapacityMilliAh(last, cycles, budget), [
    last,
    ...passedOver(cycles, last),
  ]);
}

/**
 * Discharge capacity of the last usable cycle over that of the reference cycle, %. The uncertainty is that of this
 * cell's measurement; how cells of one recipe differ shows in replicates only.
 */
export function capacityRetention(cycles: readonly Cycle[], options: AgeingOptions): Figure {
  const { budget, referenceCycle = 3 } = options;
  const last = lastUsable(cycles);
  const reference = cycles.find(({ cycle }) => cycle === referenceCycle);
  if (last === undefined) return noFigure('capacity_retention', whyNone(cycles));
  if (reference === undefined || !isUsable(reference)) {
    const why = reference === undefined ? 'is not in the record' : reference.reason || 'is not complete';
    return noFigure('capacity_retention', `reference cycle ${referenceCycle}: ${why}`);
  }
  if (last.cycle <= referenceCycle) {
    return noFigure('capacity_retention', `no usable cycle after reference cycle ${referenceCycle}`);
  }
  const value = (100 * last.dischargeCapacityAs) / reference.dischargeCapacityAs;
  const standardUncertainty = value * relativeRetentionSd(last, reference, cycles, budget);
  const detail = { cycle: last.cycle, referenceCycle };
  return figure('capacity_retention', { value, standardUncertainty, detail }, [
    last,
    reference,
    ...passedOver(cycles, last),
  ]);
}

/** Mean coulombic efficiency of the last cycles, %. */
export function coulombicEfficiency(cycles: readonly Cycle[], options: AgeingOptions): Figure {
  const values = (cycle: Cycle): number => 100 * (cycle.coulombicEfficiency ?? NaN);
  return meanFigure('coulombic_efficiency', cycles, options, {
    valueOf: values,
    instrumentSd: (cycle) => values(cycle) * ratioSd(cycle, options.budget),
  });
}

/** Mean of one minus coulombic efficiency over the duration of the cycle, /h. */
export function inefficiencyPerHour(cycles: readonly Cycle[], options: AgeingOptions): Figure {
  return meanFigure('inefficiency_per_hour', cycles, options, {
    valueOf: (cycle) => (1 - (cycle.coulombicEfficiency ?? NaN)) / (cycle.durationS / 3600),
    instrumentSd: (cycle) =>
      ((cycle.coulombicEfficiency ?? NaN) * ratioSd(cycle, options.budget)) / (cycle.durationS / 3600),
  });
}

interface PerCycle {
  readonly valueOf: (cycle: Cycle) => number;
  readonly instrumentSd: (cycle: Cycle) => number;
}

/** The scatter around a steady course averages out; the errors of the instrument are the same in every cycle and do not. */
function meanFigure(
  quantity: 'coulombic_efficiency' | 'inefficiency_per_hour',
  cycles: readonly Cycle[],
  options: AgeingOptions,
  { valueOf, instrumentSd }: PerCycle,
): Figure {
  const window = cycles.filter(({ complete }) => complete).slice(-(options.meanOf ?? 10));
  const usable = window.filter(isUsable);
  const last = usable.at(-1);
  if (last === undefined) return noFigure(quantity, whyNone(cycles));
  const values = usable.map(valueOf);
  const estimate = {
    value: mean(values),
    standardUncertainty: combined(
      scatterOf(values) / Math.sqrt(values.length),
      mean(usable.map(instrumentSd)),
    ),
    detail: { cycles: usable.length, lastCycle: last.cycle },
  };
  return figure(quantity, estimate, [
    ...usable,
    ...leftOut(window, usable),
    ...fewer(usable.length, options.meanOf ?? 10),
    ...(quantity === 'coulombic_efficiency' ? [plausibleEfficiency(estimate)] : []),
  ]);
}

function lastUsable(cycles: readonly Cycle[]): Cycle | undefined {
  return cycles.findLast(isUsable);
}

function whyNone(cycles: readonly Cycle[]): string {
  const reason = cycles.find(({ quality }) => quality === 'invalid')?.reason;
  return reason === undefined ? 'no complete cycle' : `no usable cycle: ${reason}`;
}

/** Later cycles that could not be used, other than the one in progress: a cell that died shows here. */
function passedOver(cycles: readonly Cycle[], last: Cycle): Ground[] {
  const later = cycles.filter(({ cycle }) => cycle > last.cycle);
  const bad = later.filter((cycle, index) => cycle.quality === 'invalid' || index < later.length - 1);
  if (bad.length === 0) return [];
  const why = bad.find(({ reason }) => reason !== '')?.reason ?? 'no charge or no discharge';
  return [{ quality: 'suspect', reason: `${bad.length} later cycles are not usable: ${why}` }];
}

function leftOut(window: readonly Cycle[], usable: readonly Cycle[]): Ground[] {
  const count = window.length - usable.length;
  const why = window.find(({ quality }) => quality === 'invalid')?.reason ?? '';
  return count === 0 ? [] : [{ quality: 'suspect', reason: `${count} cycles left out: ${why}` }];
}

function fewer(count: number, wanted: number): Ground[] {
  return count >= wanted
    ? []
    : [{ quality: 'suspect', reason: `mean of ${count} cycles instead of ${wanted}` }];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
