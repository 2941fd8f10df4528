/** The reduction peak of a first charge as a figure of merit. */
import type { Cycle } from '../cycling/cycle.js';
import { combined, figure, noFigure, type Figure } from '../figure.js';
import type { InstrumentBudget } from '../instrument-budget.js';
import type { Recording } from '../recording.js';
import type { Series } from '../series.js';
import { attributed, type Candidate } from './attribution.js';
import { derivative } from './derivative.js';
import { reductionPeaks } from './reduction-peaks.js';

/** What a first charge is expected to reduce. */
export interface Reduction {
  /** Everything that is reduced, solvents too. */
  readonly candidates: readonly Candidate[];
  /** Names of the candidates that are asked for. */
  readonly additives: readonly string[];
  /** How far from where it is expected a peak may lie, V. */
  readonly withinV: number;
  /** End of the first charge's foot, V. */
  readonly endV: number;
}

const AS_PER_MAH = 3.6;

/**
 * `reduction_peak_voltage`: of the additive that is reduced first, between the terminals. Detail: `share` of the current
 * reduced there (1), `chargeMAh` reduced, `significance`, and `expectedV`.
 * @param cycles of formation; the first one counts
 */
export function reductionPeakFigure(
  series: Series,
  cycles: readonly Cycle[],
  recording: Recording,
  { candidates, additives, withinV, endV }: Reduction,
  budget: InstrumentBudget,
): Figure {
  const first = cycles[0];
  if (first === undefined) return noFigure('reduction_peak_voltage', 'no cycle in the record');
  const curve = derivative(series, first, 1, recording);
  if (curve.reason !== '') return noFigure('reduction_peak_voltage', curve.reason, { cycle: first.cycle });
  const found = attributed(reductionPeaks(curve, endV), candidates, withinV)
    .filter(({ name, peak }) => peak && additives.includes(name))
    .sort((a, b) => a.expectedV - b.expectedV)
    .at(0);
  if (!found?.peak) {
    const reason = `no reduction peak of ${additives.join(', ')} stands out of cycle ${first.cycle}`;
    return noFigure('reduction_peak_voltage', reason, { cycle: first.cycle });
  }
  const { voltageV, voltageSdV, share, chargeAs, significance } = found.peak;
  const detail = {
    cycle: first.cycle,
    share,
    chargeMAh: chargeAs / AS_PER_MAH,
    significance,
    expectedV: found.expectedV,
  };
  const standardUncertainty = combined(voltageSdV, budget.voltageOffsetSdV);
  return figure('reduction_peak_voltage', { value: voltageV, standardUncertainty, detail }, [first]);
}
