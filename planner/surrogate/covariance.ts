import type { Cholesky } from '../linalg/cholesky.js';
import { cholesky, solve } from '../linalg/cholesky.js';
import { dot } from '../linalg/vector.js';
import { matern52, scaleBy, squaredDistances } from './matern.js';
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
  readonly squared: Float64Array;
  readonly factor: Cholesky;
  /** Generalised least squares: `1' K^-1 y / 1' K^-1 1`. */
  readonly mean: number;
  readonly alpha: Float64Array;
}

/** @throws PlannerError `numerical` when the covariance cannot be factored. */
export function condition(rows: GpRows, hyperparameters: Hyperparameters): Conditioned {
  const n = rows.features.length;
  const scales = scalesOf(hyperparameters);
  const scaled = rows.features.map((row) => scaleBy(row, scales.lengthscales));
  const squared = squaredDistances(scaled);
  const matrix = covariance(squared, n, scales.signalVariance);
  for (let i = 0; i < n; i++) matrix[i * n + i]! += scales.noiseVariance + rows.extraNoise[i]!;
  const factor = cholesky(matrix, n);
  const ones = solve(factor, new Float64Array(n).fill(1));
  const mean = dot(ones, rows.values) / ones.reduce((sum, value) => sum + value, 0);
  const alpha = solve(
    factor,
    rows.values.map((value) => value - mean),
  );
  return { scales, scaled, squared, factor, mean, alpha };
}

/** Noise-free covariance from squared scaled distances (lower triangle). */
export function covariance(squared: Float64Array, n: number, signalVariance: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) matrix[i * n + j] = signalVariance * matern52(squared[i * n + j]!);
    matrix[i * n + i] = signalVariance;
  }
  return matrix;
}
