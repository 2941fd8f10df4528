/**
 * The Matern kernel with smoothness 5/2 over scaled distance r, without its signal variance:
 * `k(r) = (1 + sqrt5 r + 5/3 r^2) exp(-sqrt5 r)` (Rasmussen and Williams, Gaussian Processes for Machine Learning,
 * eq. 4.17).
 */
import { squaredDistance } from '../linalg/vector.js';

export const SQRT5 = Math.sqrt(5);

/** `k` at a squared scaled distance. */
export function matern52(squared: number): number {
  const s = SQRT5 * Math.sqrt(squared);
  return (1 + s + (s * s) / 3) * Math.exp(-s);
}

/**
 * `g = 5/3 (1 + sqrt5 r) exp(-sqrt5 r)`, from which both derivatives follow without a division by r:
 * `dk/d(ln l_k) = g (dx_k / l_k)^2` and `dk/dx_k = -g dx_k / l_k^2`.
 */
export function matern52Slope(squared: number): number {
  const s = SQRT5 * Math.sqrt(squared);
  return (5 / 3) * (1 + s) * Math.exp(-s);
}

/** Each feature over its lengthscale. */
export function scaleBy(features: Float64Array, lengthscales: Float64Array): Float64Array {
  const scaled = new Float64Array(features.length);
  for (let k = 0; k < scaled.length; k++) scaled[k] = features[k]! / lengthscales[k]!;
  return scaled;
}

/** Where covariances go, from entry `first` on. */
export interface Span {
  readonly data: Float64Array;
  readonly first: number;
}

/** Noise-free covariance of a point with the first `count` rows; all are over their lengthscales. */
export function crossInto(
  { data, first }: Span,
  rows: readonly Float64Array[],
  count: number,
  at: Float64Array,
  signalVariance: number,
): void {
  for (let j = 0; j < count; j++) {
    data[first + j] = signalVariance * matern52(squaredDistance(rows[j]!, at));
  }
}

/** The same with `matern52Slope` times the signal variance, at the same places of `slopes`. */
export function crossAndSlopesInto(
  { data, first }: Span,
  slopes: Float64Array,
  rows: readonly Float64Array[],
  count: number,
  at: Float64Array,
  signalVariance: number,
): void {
  for (let j = 0; j < count; j++) {
    const s = SQRT5 * Math.sqrt(squaredDistance(rows[j]!, at));
    const decay = signalVariance * Math.exp(-s);
    data[first + j] = (1 + s + (s * s) / 3) * decay;
    slopes[first + j] = (5 / 3) * (1 + s) * decay;
  }
}

/** Gradient over the features of `sum_j weights_j k(x, x_j)`, from the slopes at the point. */
export function slopeOf(
  weights: Float64Array,
  slopes: Float64Array,
  rows: readonly Float64Array[],
  at: Float64Array,
  lengthscales: Float64Array,
): Float64Array {
  const gradient = new Float64Array(at.length);
  for (let j = 0; j < rows.length; j++) {
    const row = rows[j]!;
    const pull = weights[j]! * slopes[j]!;
    for (let k = 0; k < gradient.length; k++) gradient[k]! += pull * (row[k]! - at[k]!);
  }
  for (let k = 0; k < gradient.length; k++) gradient[k]! /= lengthscales[k]!;
  return gradient;
}

/** Squared scaled distances between all rows (row-major, lower triangle filled). */
export function squaredDistances(scaled: readonly Float64Array[]): Float64Array {
  const n = scaled.length;
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) result[i * n + j] = squaredDistance(scaled[i]!, scaled[j]!);
  }
  return result;
}

/** Noise-free covariance between all rows, written over their squared scaled distances (lower triangle). */
export function toCovariance(squared: Float64Array, n: number, signalVariance: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) squared[i * n + j] = signalVariance * matern52(squared[i * n + j]!);
    squared[i * n + i] = signalVariance;
  }
  return squared;
}
