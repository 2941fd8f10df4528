/** How far predictions can be believed, as the agent reports it (`GET calibration`). */
import type { Observed, Predicted, Report } from './report.js';

/** How often results lay in the central interval of one level. */
export interface Coverage {
  readonly level: number;
  /** Share of the results inside, 0 to 1. */
  readonly inside: number;
  /** Where 95 % of such shares lie when the intervals are right. */
  readonly band: readonly [number, number];
}

export interface ScoredForecasts {
  readonly quantity: string;
  /** `all`, or those of one source or instrument. */
  readonly among: string;
  readonly n: number;
  readonly coverage: readonly Coverage[];
}

export interface CalibrationReport {
  /** Of predictions made before each experiment. */
  readonly before: { readonly forecasts: readonly ScoredForecasts[] };
}

/** Of all results of one objective; undefined while none was predicted. */
export function forecastsOf(
  calibration: CalibrationReport | undefined,
  { objectives }: Report,
  objective: number,
): ScoredForecasts | undefined {
  return calibration?.before.forecasts.find(
    ({ quantity, among }) => quantity === objectives[objective]?.quantity && among === 'all',
  );
}

/** A result with what was foretold of it. */
export interface JudgedResult {
  readonly id: string;
  readonly predicted: Predicted;
  readonly observed: Observed;
  readonly zScore: number;
}

/** The results that the agent judges predictions by: a recipe that failed says something of its stages, nothing of a value. */
export function judgedResults({ experiments }: Report, objective: number): JudgedResult[] {
  return experiments.flatMap(({ id, results, failure }) => {
    const { predicted = null, observed = null, zScore = null } = results[objective] ?? {};
    if (!predicted || !observed || zScore === null || failure?.attribution === 'recipe') return [];
    return [{ id, predicted, observed, zScore }];
  });
}

export function isInBand({ inside, band: [low, high] }: Coverage): boolean {
  return inside >= low && inside <= high;
}
