/** From a job's table to its figures of merit. Whatever the table holds, nothing here throws and no NaN comes out. */
import { ageingFigures, type AgeingOptions } from './cycling/ageing-figures.js';
import type { Cycle } from './cycling/cycle.js';
import { cycleTable } from './cycling/cycles.js';
import type { Defect } from './defect.js';
import { firstCycleEfficiency, formationCharge, formationTime } from './cycling/formation-figures.js';
import { reductionPeakFigure, type Reduction } from './differential/reduction-figure.js';
import type { Figure } from './figure.js';
import type { InstrumentBudget } from './instrument-budget.js';
import { dcResistance } from './impedance/pulse.js';
import type { Recording } from './recording.js';
import { readSeries, type Rows, type Series } from './series.js';

export interface Analysis {
  readonly cycles: readonly Cycle[];
  readonly defects: readonly Defect[];
  readonly figures: readonly Figure[];
}

export interface Programme {
  readonly recording: Recording;
  /** The job completed: its last cycle is over. */
  readonly ended: boolean;
}

export interface FormationOptions {
  readonly budget: InstrumentBudget;
  readonly lastCycle?: number;
  /** Without it no peak is looked for. */
  readonly reduction?: Reduction;
}

/**
 * Formation: first-cycle efficiency, duration, charge that stayed, the resistance of a closing pulse, and the peak of
 * an additive.
 */
export function analyseFormation(table: Rows, programme: Programme & FormationOptions): Analysis {
  const { series, defects, cycles } = summarise(table, programme);
  const { recording, budget, lastCycle = Infinity, reduction } = programme;
  const formation = cycles.filter(({ cycle }) => cycle <= lastCycle);
  const figures = [
    firstCycleEfficiency(formation, budget),
    formationTime(series, formation, defects, recording, budget),
    formationCharge(formation, budget),
    dcResistance(series, defects, recording, budget),
    ...(reduction ? [reductionPeakFigure(series, formation, recording, reduction, budget)] : []),
  ];
  return { cycles, defects, figures };
}

/** Ageing: capacity, retention and efficiencies. */
export function analyseAgeing(table: Rows, programme: Programme & AgeingOptions): Analysis {
  const { defects, cycles } = summarise(table, programme);
  return { cycles, defects, figures: ageingFigures(cycles, programme) };
}

/** What every look at a cycling record begins with: columns, defects, cycles. */
export function summarise(
  table: Rows,
  { recording, ended }: Programme,
): Omit<Analysis, 'figures'> & { series: Series } {
  const { series, defects: missing } = readSeries(table);
  const { cycles, defects } = cycleTable([series], recording, ended);
  return { series, defects: [...missing, ...defects], cycles };
}
