import { logDeterminant } from '../linalg/cholesky.js';
import { inverse } from '../linalg/inverse.js';
import type { Differentiable } from '../linalg/lbfgs.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import { NOISE_FLOOR } from './covariance.js';
import { addLengthscaleTerms } from './map-objective.js';
import { matern52, matern52Slope } from './matern.js';
import type { Structure } from './structure.js';
import type { StructuredRows, StructuredState } from './structured-covariance.js';
import { conditionStructured } from './structured-covariance.js';
import type { Prior } from './structured-hyperparameters.js';
import { negativeLogPrior, unpackStructured } from './structured-hyperparameters.js';

/** The same as `mapObjective` for a model of several origins, over `packStructured`. */
export function structuredObjective(
  rows: StructuredRows,
  structure: Structure,
  priors: readonly Prior[],
): Differentiable {
  return (theta, gradient) => {
    const state = tryCondition(rows, structure, theta);
    if (!state) return Infinity;
    likelihoodGradient(rows, state, gradient);
    const residuals = rows.values.map((value) => value - state.mean);
    let value =
      0.5 * (dot(residuals, state.alpha) + logDeterminant(state.factor)) +
      0.5 * residuals.length * Math.log(2 * Math.PI);
    priors.forEach((prior, k) => {
      const term = negativeLogPrior(prior, theta[k]!);
      value += term.value;
      gradient[k] = gradient[k]! + term.slope;
    });
    return value;
  };
}

function tryCondition(
  rows: StructuredRows,
  structure: Structure,
  theta: Float64Array,
): StructuredState | undefined {
  // Far outside any prior the exponentials overflow; nothing is to be learned there.
  if (theta.some((value) => !(Math.abs(value) < 50))) return undefined;
  try {
    return conditionStructured(rows, unpackStructured(theta, rows.features[0]!.length, structure));
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'numerical') return undefined;
    throw error;
  }
}

/** Writes `1/2 tr[(K^-1 - alpha alpha') dK/d(theta)]`, one pass over the pairs of rows for all parameters. */
function likelihoodGradient(rows: StructuredRows, state: StructuredState, gradient: Float64Array): void {
  const { alpha, factor } = state;
  const n = alpha.length;
  const precision = inverse(factor);
  gradient.fill(0);
  for (let i = 0; i < n; i++) {
    // Half of the symmetric sum: the diagonal counts half.
    for (let j = 0; j < i; j++)
      addPair(gradient, rows, state, i, j, precision[i * n + j]! - alpha[i]! * alpha[j]!);
    const own = 0.5 * (precision[i * n + i]! - alpha[i]! ** 2);
    addPair(gradient, rows, state, i, i, own);
    addNoise(gradient, rows, state, i, own);
  }
}

function addPair(
  gradient: Float64Array,
  { tags }: StructuredRows,
  { scales, scaled, squared, discrepancyScaled }: StructuredState,
  i: number,
  j: number,
  weight: number,
): void {
  const d = scaled[0]!.length;
  const distance = squared[i * scaled.length + j]!;
  const signal = weight * scales.signalVariance;
  gradient[d]! += signal * matern52(distance);
  if (i !== j) addLengthscaleTerms(gradient, scaled[i]!, scaled[j]!, signal * matern52Slope(distance));
  if (tags.source[i]! >= 0 && tags.source[i] === tags.source[j])
    gradient[d + 2]! += weight * scales.sourceVariance;
  if (tags.instrument[i]! >= 0 && tags.instrument[i] === tags.instrument[j])
    gradient[d + 3]! += weight * scales.instrumentVariance;
  const s = tags.discrepancy[i]!;
  if (s < 0 || s !== tags.discrepancy[j]) return;
  const a = discrepancyScaled[i]!;
  const b = discrepancyScaled[j]!;
  const first = d + 4 + s * (d + 1);
  const own = weight * scales.discrepancies[s]!.signalVariance;
  const apart = squaredDistance(a, b);
  gradient[first + d]! += own * matern52(apart);
  if (i !== j) addLengthscaleTerms(gradient, a, b, own * matern52Slope(apart), first);
}

function addNoise(
  gradient: Float64Array,
  { tags }: StructuredRows,
  { scales, scaled }: StructuredState,
  i: number,
  weight: number,
): void {
  const d = scaled[0]!.length;
  const group = tags.noise[i]!;
  const learned = (scales.groupNoise[group] ?? scales.noiseVariance) - NOISE_FLOOR;
  const slope = weight * tags.noiseShare[i]! * learned;
  gradient[d + 1]! += slope;
  if (group >= 0) gradient[d + 4 + scales.discrepancies.length * (d + 1) + group]! += slope;
}
