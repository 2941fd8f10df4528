import type { Cholesky } from '../linalg/cholesky.js';
import { cholesky } from '../linalg/cholesky.js';
import { solve } from '../linalg/triangular.js';
import { dot } from '../linalg/vector.js';
import { scaleBy, squaredDistances, toCovariance } from './matern.js';
import type { Hyperparameters } from './hyperparameters.js';

/** Rows of data: features on roughly the unit cube, standardised values, known extra noise variance per row. */
export interface GpRows {
  readonly features: readonly Float64Array[];
  readonly values: Float64Array;
  readonly extraNoise: Float64Array;
}

/** The smallest noise variance of a standardised value, for the sake of conditioning. */
export const NOISE_FLOOR = 1e-8;

/** The hyperparameters out of their logarithms. */
export interface Scales {
  readonly lengthscales: Float64Array;
  readonly signalVariance: number;
  readonly noiseVariance: number;
}

export function scalesOf(h: Hyperparameters): Scales {
  return {
    lengthscales: Float64Array.from(h.logLengthscales, Math.exp),
    signalVariance: Math.exp(h.logSignalVariance),
    noiseVariance: Math.exp(h.logNoiseVariance) + NOISE_FLOOR,
  };
}

/** Everything that follows from data and hyperparameters: `alpha = K^-1 (y - mean)` with the noisy covariance K. */
export interface Conditioned {
  readonly scales: Scales;
  readonly scaled: readonly Float64Array[];
  readonly factor: Cholesky;
  /** Generalised least squares: `1' K^-1 y / 1' K^-1 1`. */
  readonly mean: number;
  readonly alpha: Float64Array;
  /** `K^-1 1`, what each row says of the mean; their sum is its precision. */
  readonly ones: Float64Array;
}

/** @throws PlannerError `numerical` when the covariance cannot be factored. */
export function condition(rows: GpRows, hyperparameters: Hyperparameters): Conditioned {
  const scales = scalesOf(hyperparameters);
  const scaled = rows.features.map((row) => scaleBy(row, scales.lengthscales));
  const matrix = toCovariance(squaredDistances(scaled), scaled.length, scales.signalVariance);
  return conditionOn(rows, { scales, scaled }, matrix);
}

/**
 * The same where the noise-free covariance is known (lower triangle), to which the noise is added.
 * @param into n x n entries that the factor may have
 */
export function conditionOn(
  { values, extraNoise }: GpRows,
  { scales, scaled }: Pick<Conditioned, 'scales' | 'scaled'>,
  matrix: Float64Array,
  into?: Float64Array,
): Conditioned {
  const n = values.length;
  for (let i = 0; i < n; i++) matrix[i * n + i]! += scales.noiseVariance + extraNoise[i]!;
  const factor = cholesky(matrix, n, into);
  return { scales, scaled, factor, ...weightsOf(factor, values) };
}

/** The constant mean, and what follows from the factor. */
export function weightsOf(
  factor: Cholesky,
  values: Float64Array,
): Pick<Conditioned, 'mean' | 'alpha' | 'ones'> {
  const ones = solve(factor, new Float64Array(values.length).fill(1));
  const mean = dot(ones, values) / ones.reduce((sum, value) => sum + value, 0);
  const residuals = values.map((value) => value - mean);
  return { mean, alpha: solve(factor, residuals), ones };
}

/**
 * What not knowing the mean adds to the variance at a point of covariance `k` with the rows, standardised: that of
 * ordinary kriging (Rasmussen and Williams, eq. 2.42, a constant basis of vague prior).
 */
export function meanVariance({ ones }: Conditioned, k: Float64Array): number {
  return (1 - dot(ones, k)) ** 2 / ones.reduce((sum, value) => sum + value, 0);
}
