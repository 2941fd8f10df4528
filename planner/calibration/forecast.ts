import { cumulative, logDensity } from '../acquisition/normal.js';

/** What a normal distribution foretold of one measurement, and what came out: `mean`, `sd` and `value` in one unit. */
export interface Forecast {
  readonly mean: number;
  /** Of one measurement: all kinds of uncertainty together, above 0. */
  readonly sd: number;
  readonly value: number;
}

/** (came out - foretold) over the standard deviation foretold. */
export function zScore({ mean, sd, value }: Forecast): number {
  return (value - mean) / sd;
}

/** Probability that was given to a result no larger than the one that came: uniform over 0..1 when calibrated. */
export function integralTransform(forecast: Forecast): number {
  return cumulative(zScore(forecast));
}

/**
 * Continuous ranked probability score, in the unit of the values; smaller is better. Of a normal distribution:
 * `sd (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi))` (Gneiting and Raftery, JASA 102 (2007) 359, equation 21).
 */
export function rankedProbabilityScore(forecast: Forecast): number {
  const z = zScore(forecast);
  return forecast.sd * (z * (2 * cumulative(z) - 1) + 2 * Math.exp(logDensity(z)) - 1 / Math.sqrt(Math.PI));
}
