import { logDeterminant } from '../linalg/cholesky.js';
import { inverse } from '../linalg/inverse.js';
import type { Differentiable } from '../linalg/lbfgs.js';
import { dot } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import type { Conditioned, GpRows } from './covariance.js';
import { conditionOn, NOISE_FLOOR, scalesOf } from './covariance.js';
import type { LogNormal } from './hyperparameters.js';
import { unpack } from './hyperparameters.js';
import { crossAndSlopesInto, scaleBy } from './matern.js';

/**
 * Negative log marginal likelihood plus negative log prior of the packed hyperparameters, with its gradient
 * (Rasmussen and Williams, eqs. 2.30 and 5.9). The mean is profiled out, so its own derivative does not enter.
 * Infinite where the covariance cannot be factored, which a line search treats as a step too far.
 */
export function mapObjective(rows: GpRows, priors: readonly LogNormal[]): Differentiable {
  const work = workspaceFor(rows.values.length);
  return (theta, gradient) => {
    const state = tryCondition(rows, theta, work);
    if (!state) return Infinity;
    const residuals = rows.values.map((value) => value - state.mean);
    likelihoodGradient(state, work, gradient);
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

/** Of each pair of rows, for one evaluation after the other (n x n, lower triangles). */
interface Workspace {
  readonly covariance: Float64Array;
  /** The derivative `g` of the kernel times the signal variance, see `matern52Slope`. */
  readonly slopes: Float64Array;
  readonly factor: Float64Array;
  readonly precision: Float64Array;
  /** To invert in. */
  readonly upper: Float64Array;
}

function workspaceFor(n: number): Workspace {
  const pairs = (): Float64Array => new Float64Array(n * n);
  return { covariance: pairs(), slopes: pairs(), factor: pairs(), precision: pairs(), upper: pairs() };
}

function tryCondition(rows: GpRows, theta: Float64Array, work: Workspace): Conditioned | undefined {
  // Far outside any prior the exponentials overflow; nothing is to be learned there.
  if (theta.some((value) => !(Math.abs(value) < 50))) return undefined;
  const scales = scalesOf(unpack(theta));
  const scaled = rows.features.map((row) => scaleBy(row, scales.lengthscales));
  fillKernel(work, scaled, scales.signalVariance);
  try {
    return conditionOn(rows, { scales, scaled }, work.covariance, work.factor);
  } catch (error) {
    if (error instanceof PlannerError && error.fault === 'numerical') return undefined;
    throw error;
  }
}

function fillKernel(
  { covariance, slopes }: Workspace,
  scaled: readonly Float64Array[],
  signalVariance: number,
): void {
  const n = scaled.length;
  for (let i = 0; i < n; i++) {
    crossAndSlopesInto({ data: covariance, first: i * n }, slopes, scaled, i, scaled[i]!, signalVariance);
    covariance[i * n + i] = signalVariance;
  }
}

/** Writes `d(-log likelihood)/d(theta) = 1/2 tr[(K^-1 - alpha alpha') dK/d(theta)]`. */
function likelihoodGradient(state: Conditioned, work: Workspace, gradient: Float64Array): void {
  const { alpha, scaled, scales } = state;
  const n = alpha.length;
  const d = gradient.length - 2;
  const precision = inverse(state.factor, work.precision, work.upper);
  gradient.fill(0);
  let [signalSum, traceSum] = [0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const at = i * n + j;
      const weight = precision[at]! - alpha[i]! * alpha[j]!;
      signalSum += weight * work.covariance[at]!;
      addLengthscaleTerms(gradient, scaled[i]!, scaled[j]!, weight * work.slopes[at]!);
    }
    traceSum += precision[i * n + i]! - alpha[i]! ** 2;
  }
  gradient[d] = signalSum + 0.5 * traceSum * scales.signalVariance;
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
  for (let k = 0; k < a.length; k++) {
    const difference = a[k]! - b[k]!;
    gradient[first + k]! += weight * difference * difference;
  }
}
