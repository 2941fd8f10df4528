import { mean } from '../backtest/statistics.js';
import { RECALIBRATION } from '../choices.js';
import { coverageAt, isInBand, type Coverage } from './coverage.js';
import { zScore, type Forecast } from './forecast.js';

/**
 * The factor by which standard deviations should have been larger, shrunk to 1 as if `RECALIBRATION.prior` further forecasts had been
 * right: the mean of the inverse chi-squared posterior of a variance ratio. Below 1 where they were too wide.
 */
export function scaleFactor(forecasts: readonly Forecast[]): number {
  const { prior, mostZ } = RECALIBRATION;
  // One result that went astray must not widen everything without end.
  const squares = forecasts.map((one) => Math.min(mostZ, Math.abs(zScore(one))) ** 2);
  const n = squares.length;
  return n === 0 ? 1 : Math.sqrt((n * mean(squares) + prior) / (n + prior));
}

/** What is to be thought of the forecasts of one quantity. */
export interface Verdict {
  /** At the level that decides. */
  readonly coverage: Coverage;
  /** `narrow`: fewer results inside than chance explains. `wide`: more. `few`: too few to say. */
  readonly finding: 'calibrated' | 'narrow' | 'wide' | 'few';
  /** What to multiply standard deviations by: above 1 where they are too narrow, else 1. */
  readonly widening: number;
}

/**
 * Holds coverage against its band, which is wider than the one shown: it is looked at before every proposal, and chance
 * must not trip it. Forecasts that are too wide are left as they are; what they cost is some exploring.
 */
export function judge(forecasts: readonly Forecast[]): Verdict {
  const { level, band, least } = RECALIBRATION;
  const coverage = coverageAt(forecasts, level, band);
  if (forecasts.length < least) return { coverage, finding: 'few', widening: 1 };
  if (isInBand(coverage)) return { coverage, finding: 'calibrated', widening: 1 };
  if (coverage.inside > coverage.band[1]) return { coverage, finding: 'wide', widening: 1 };
  return { coverage, finding: 'narrow', widening: Math.max(1, scaleFactor(forecasts)) };
}
