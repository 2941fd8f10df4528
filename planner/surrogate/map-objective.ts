import { inverse, logDeterminant } from '../linalg/cholesky.js';
import type { Differentiable } from '../linalg/lbfgs.js';
import { dot } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import type { Conditioned, GpRows } from './covariance.js';
import { condition, NOISE_FLOOR } from './covariance.js';
import type { LogNormal } from './hyperparameters.js';
import { unpack } from './hyperparameters.js';
import { matern52, matern52Slope } from './matern.js';

/**
 * Negative log marginal likelihood plus negative log prior of the packed hyperparameters, with its gradient
 * (Rasmussen and Williams, eqs. 2.30 and 5.9). The mean is profiled out, so its own derivative does not enter.
 * Infinite where the covariance cannot be factored, which a line search treats as a step too far.
 */
export function mapObjective(rows: GpRows, priors: readonly LogNormal[]): Differentiable {
  return (theta, gradient) => {
    const state = tryCondition(rows, theta);
    if (!state) return Infinity;
    const residuals = rows.values.map((value) => value - state.mean);
    likelihoodGradient(state, gradient);
    let value =
      0.5 * (dot(residuals, state.alpha) + logDeterminant(state.factor)) +
      0.5 * residuals.length * Math.log(2 * Math.PI);
    priors.forEach(({ mean, sd }, k) => {
      const z = (theta[k]! - mean) / sd;
      value += 0.5 * z * z + Math.log(sd) + 0.5 * Math.log(2 * Math.PI);
      gradient[k] = gradient[k]! + z / sd;
    });
    return value;
  };
}

function tryCondition(rows: GpRows, theta: Float64Array): Conditioned | undefined {
  // Far outside any prior the exponentials overflow; nothing is to be learned there.
  if (theta.some((value) => !(Math.abs(value) < 50))) return undefined;
  try {
    return condition(rows, unpack(theta));
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'numerical') return undefined;
    throw error;
  }
}

/** Writes `d(-log likelihood)/d(theta) = 1/2 tr[(K^-1 - alpha alpha') dK/d(theta)]`. */
function likelihoodGradient(state: Conditioned, gradient: Float64Array): void {
  const { alpha, scaled, squared, scales } = state;
  const n = alpha.length;
  const d = gradient.length - 2;
  const precision = inverse(state.factor);
  gradient.fill(0);
  let traceSum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const at = i * n + j;
      const weight = (precision[at]! - alpha[i]! * alpha[j]!) * scales.signalVariance;
      gradient[d]! += weight * matern52(squared[at]!);
      addLengthscaleTerms(gradient, scaled[i]!, scaled[j]!, weight * matern52Slope(squared[at]!));
    }
    traceSum += precision[i * n + i]! - alpha[i]! ** 2;
  }
  gradient[d]! += 0.5 * traceSum * scales.signalVariance;
  gradient[d + 1] = 0.5 * traceSum * (scales.noiseVariance - NOISE_FLOOR);
}

/** Adds one pair's share of the derivatives over all log lengthscales, from entry `first` of the gradient on. */
export function addLengthscaleTerms(
  gradient: Float64Array,
  a: Float64Array,
  b: Float64Array,
  weight: number,
  first = 0,
): void {
  for (let k = 0; k < a.length; k++) gradient[first + k]! += weight * (a[k]! - b[k]!) ** 2;
}
