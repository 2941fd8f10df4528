import type { Rng } from '../../core/rng.js';
import { logDeterminant } from '../linalg/cholesky.js';
import { solve, solveLower, solveLowerRows } from '../linalg/triangular.js';
import { dot, dotAt } from '../linalg/vector.js';
import type { Conditioned, GpRows } from './covariance.js';
import { condition, meanVariance } from './covariance.js';
import type { Hyperparameters } from './hyperparameters.js';
import { crossAndSlopesInto, crossInto, scaleBy, slopeOf } from './matern.js';

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
    const { mean, variance } = this.standardisedAll(features);
    return {
      mean: mean.map((value) => this.offset + this.unit * value),
      variance: variance.map((value, i) => {
        return this.unit ** 2 * (value + meanVariance(this.state, this.sharedCross(features[i]!)));
      }),
    };
  }

  /** Posterior means and variances of the standardised function at many points, which share what is read of the factor. */
  standardisedAll(features: readonly Float64Array[]): Posterior {
    const { scales, scaled, alpha, factor, mean } = this.state;
    const n = scaled.length;
    const rows = new Float64Array(features.length * n);
    features.forEach((point, i) => {
      const at = scaleBy(point, scales.lengthscales);
      crossInto({ data: rows, first: i * n }, scaled, n, at, scales.signalVariance);
    });
    const means = Float64Array.from(features.keys(), (i) => mean + dotAt(rows, i * n, alpha, 0, n));
    solveLowerRows(factor, rows);
    const variance = Float64Array.from(features.keys(), (i) =>
      Math.max(0, scales.signalVariance - dotAt(rows, i * n, rows, i * n, n)),
    );
    return { mean: means, variance };
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
    const { scaled, scales } = this.state;
    const cross = new Float64Array(scaled.length);
    const at = scaleBy(features, scales.lengthscales);
    crossInto({ data: cross, first: 0 }, scaled, scaled.length, at, scales.signalVariance);
    return cross;
  }

  /** Posterior mean of the standardised function at one point. */
  meanAt(features: Float64Array): number {
    return this.state.mean + dot(this.sharedCross(features), this.state.alpha);
  }

  /** Mean and variance with their gradients. */
  gradient(features: Float64Array): PosteriorGradient {
    const { scales, scaled, factor, alpha, mean } = this.state;
    const { lengthscales, signalVariance } = scales;
    const at = scaleBy(features, lengthscales);
    const [k, slopes] = [new Float64Array(scaled.length), new Float64Array(scaled.length)];
    crossAndSlopesInto({ data: k, first: 0 }, slopes, scaled, scaled.length, at, signalVariance);
    const weights = solve(factor, k);
    const varianceGradient = slopeOf(weights, slopes, scaled, at, lengthscales);
    return {
      mean: mean + dot(k, alpha),
      variance: Math.max(0, signalVariance - dot(k, weights)),
      meanGradient: slopeOf(alpha, slopes, scaled, at, lengthscales),
      varianceGradient: varianceGradient.map((value) => -2 * value),
    };
  }
}

/** Of the values in their own unit, under the likeliest mean. */
export function logMarginalLikelihood({ conditioned, rows, unit }: GaussianProcess): number {
  const { factor, alpha, mean } = conditioned;
  const residuals = rows.values.map((value) => value - mean);
  const quadratic = 0.5 * (dot(residuals, alpha) + logDeterminant(factor));
  return -quadratic - residuals.length * (0.5 * Math.log(2 * Math.PI) + Math.log(unit));
}
