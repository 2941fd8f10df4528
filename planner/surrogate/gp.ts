import type { Rng } from '../../core/rng.js';
import { solve, solveLower } from '../linalg/triangular.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import type { Conditioned, GpRows } from './covariance.js';
import { condition, meanVariance } from './covariance.js';
import type { Hyperparameters } from './hyperparameters.js';
import { matern52, matern52Slope, scaleBy } from './matern.js';

/** Means and variances per point, without measurement noise. */
export interface Posterior {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Mean and variance of the standardised value at one point, with their gradients over the features. */
export interface PosteriorGradient {
  readonly mean: number;
  readonly variance: number;
  readonly meanGradient: Float64Array;
  readonly varianceGradient: Float64Array;
}

/**
 * An exact Gaussian process in float64: constant mean, Matern-5/2 kernel with one lengthscale per feature, homoscedastic
 * noise learned beside known per-row variances. Conditioned once; immutable.
 */
export class GaussianProcess {
  constructor(
    readonly rows: GpRows,
    readonly hyperparameters: Hyperparameters,
    /** `value = offset + unit * standardised`. */
    readonly offset: number,
    readonly unit: number,
    private readonly state: Conditioned = condition(rows, hyperparameters),
  ) {}

  /** The conditioned state in standardised values, for acquisitions. */
  get conditioned(): Conditioned {
    return this.state;
  }

  /** Variance of the learned measurement noise, in the unit of the values squared. */
  get noiseVariance(): number {
    return this.state.scales.noiseVariance * this.unit ** 2;
  }

  /** The largest variance with which a row departs from the function, standardised. */
  get largestNoise(): number {
    return Math.max(this.state.scales.noiseVariance, ...this.rows.extraNoise);
  }

  /** Draws how all rows depart from the function, standardised. */
  drawNoise(rng: Rng): Float64Array {
    const { noiseVariance } = this.state.scales;
    return this.rows.extraNoise.map((extra) => Math.sqrt(noiseVariance + extra) * rng.normal());
  }

  /** Posterior of the noise-free function, in the unit of the values; that its mean is not known adds its part. */
  posterior(features: readonly Float64Array[]): Posterior {
    const points = features.map((row) => {
      const { mean, variance } = this.standardised(row);
      return { mean, variance: variance + meanVariance(this.state, this.sharedCross(row)) };
    });
    return {
      mean: Float64Array.from(points, (p) => this.offset + this.unit * p.mean),
      variance: Float64Array.from(points, (p) => this.unit ** 2 * p.variance),
    };
  }

  /** Posterior mean and variance of the standardised function at one point, the constant mean taken for known. */
  standardised(features: Float64Array): { mean: number; variance: number } {
    const k = this.sharedCross(features);
    const half = solveLower(this.state.factor, k);
    return {
      mean: this.state.mean + dot(k, this.state.alpha),
      variance: Math.max(0, this.state.scales.signalVariance - dot(half, half)),
    };
  }

  /** Covariance of the standardised function at a point with it at all rows. */
  sharedCross(features: Float64Array): Float64Array {
    return this.crossCovariance(scaleBy(features, this.state.scales.lengthscales));
  }

  /** Posterior mean of the standardised function at one point. */
  meanAt(features: Float64Array): number {
    return this.state.mean + dot(this.sharedCross(features), this.state.alpha);
  }

  /** Mean and variance with their gradients. */
  gradient(features: Float64Array): PosteriorGradient {
    const { scales, factor, alpha, mean } = this.state;
    const at = scaleBy(features, scales.lengthscales);
    const k = this.crossCovariance(at);
    const weights = solve(factor, k);
    return {
      mean: mean + dot(k, alpha),
      variance: Math.max(0, scales.signalVariance - dot(k, weights)),
      meanGradient: this.weightedSlope(at, alpha, 1),
      varianceGradient: this.weightedSlope(at, weights, -2),
    };
  }

  private crossCovariance(at: Float64Array): Float64Array {
    const { scaled, scales } = this.state;
    return Float64Array.from(scaled, (row) => scales.signalVariance * matern52(squaredDistance(row, at)));
  }

  /** `factor * sum_j weights_j dk(x, x_j)/dx`. */
  private weightedSlope(at: Float64Array, weights: Float64Array, factor: number): Float64Array {
    return kernelSlope(this.state.scaled, at, weights, this.state.scales).map((value) => factor * value);
  }
}

/** Gradient over the features of `sum_j weights_j k(x, x_j)`; `at` and `rows` are over their lengthscales. */
export function kernelSlope(
  rows: readonly Float64Array[],
  at: Float64Array,
  weights: Float64Array,
  { signalVariance, lengthscales }: { signalVariance: number; lengthscales: Float64Array },
): Float64Array {
  const gradient = new Float64Array(at.length);
  rows.forEach((row, j) => {
    const pull = -signalVariance * weights[j]! * matern52Slope(squaredDistance(row, at));
    for (let k = 0; k < at.length; k++) gradient[k]! += (pull * (at[k]! - row[k]!)) / lengthscales[k]!;
  });
  return gradient;
}
