import { mean } from '../backtest/statistics.js';
import { coverageAt, LEVELS, type Coverage } from './coverage.js';
import { rankedProbabilityScore, zScore, type Forecast } from './forecast.js';
import { expectedNormalisedError } from './normalised-error.js';
import { judge, type Verdict } from './recalibration.js';
import { transformHistogram, type TransformHistogram } from './transform-histogram.js';

/** How forecasts of one quantity did. Several measures, fixed beforehand, because each alone can be fooled. */
export interface ForecastScores {
  readonly n: number;
  readonly coverage: readonly Coverage[];
  /** 1 when calibrated, above it when the forecasts are too sure. */
  readonly meanSquaredZ: number;
  /** Mean continuous ranked probability score, in the unit of the values. */
  readonly rankedProbabilityScore: number;
  /** What of it is saved against always foretelling mean and scatter of the results: 1 is perfect, 0 no use. */
  readonly skill: number;
  /** Expected normalised calibration error; null with too few. */
  readonly normalisedError: number | null;
  readonly transform: TransformHistogram;
  /** Mean width of the central 90 % interval, in the unit of the values: how much the forecasts dare to say. */
  readonly sharpness: number;
  readonly verdict: Verdict;
}

/** Half the width of the central 90 % interval of a standard normal distribution, twice. */
const WIDTH_90 = 2 * 1.6448536269514722;

/** Undefined without any. */
export function scoreForecasts(forecasts: readonly Forecast[]): ForecastScores | undefined {
  if (forecasts.length === 0) return undefined;
  const score = mean(forecasts.map(rankedProbabilityScore));
  return {
    n: forecasts.length,
    coverage: LEVELS.map((level) => coverageAt(forecasts, level)),
    meanSquaredZ: mean(forecasts.map((one) => zScore(one) ** 2)),
    rankedProbabilityScore: score,
    skill: skillOf(score, forecasts),
    normalisedError: expectedNormalisedError(forecasts),
    transform: transformHistogram(forecasts),
    sharpness: WIDTH_90 * mean(forecasts.map(({ sd }) => sd)),
    verdict: judge(forecasts),
  };
}

/** NaN where the results are all alike. */
function skillOf(score: number, forecasts: readonly Forecast[]): number {
  const values = forecasts.map(({ value }) => value);
  const middle = mean(values);
  const sd = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  if (!(sd > 0)) return NaN;
  const plain = values.map((value) => rankedProbabilityScore({ mean: middle, sd, value }));
  return 1 - score / mean(plain);
}
