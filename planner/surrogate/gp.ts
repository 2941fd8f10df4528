import type { Rng } from '../../core/rng.js';
import { solve, solveLower } from '../linalg/cholesky.js';
import { minimise } from '../linalg/lbfgs.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import { PlannerError } from '../planner-error.js';
import type { Conditioned, GpRows } from './covariance.js';
import { condition } from './covariance.js';
import type { Hyperparameters, Priors } from './hyperparameters.js';
import { defaultPriors, pack, packedPriors, startingPoint, unpack } from './hyperparameters.js';
import { mapObjective } from './map-objective.js';
import { matern52, matern52Slope, scaleBy } from './matern.js';

/** What is to be learned. Values and extra noise variances in any unit; features on roughly the unit cube. */
export interface GpData {
  readonly features: readonly Float64Array[];
  readonly values: readonly number[];
  /** Known variance of each value beside the learned noise; none when absent. */
  readonly extraNoiseVariances?: readonly number[];
}

export interface FitOptions {
  readonly priors?: Priors;
  /** Hyperparameters of an earlier fit, tried beside the prior's centre. */
  readonly start?: Hyperparameters;
  /** Values are shifted and scaled to mean 0, sd 1 (default); `false` keeps them, for labels of -1 and 1. */
  readonly standardise?: boolean;
}

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

  /** Posterior of the noise-free function, in the unit of the values. */
  posterior(features: readonly Float64Array[]): Posterior {
    const points = features.map((row) => this.standardised(row));
    return {
      mean: Float64Array.from(points, (p) => this.offset + this.unit * p.mean),
      variance: Float64Array.from(points, (p) => this.unit ** 2 * p.variance),
    };
  }

  /** Posterior mean and variance of the standardised function at one point. */
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

/**
 * Maximum a posteriori fit.
 * @throws PlannerError `bad-request` on empty or uneven data or a value that is not finite.
 */
export function fitGp(data: GpData, options: FitOptions = {}): GaussianProcess {
  checkData(data);
  const { offset, unit } = options.standardise === false ? { offset: 0, unit: 1 } : moments(data.values);
  const rows: GpRows = {
    features: data.features,
    values: Float64Array.from(data.values, (value) => (value - offset) / unit),
    extraNoise: Float64Array.from(data.values, (_, i) => (data.extraNoiseVariances?.[i] ?? 0) / unit ** 2),
  };
  const d = data.features[0]!.length;
  const priors = options.priors ?? defaultPriors(d);
  const objective = mapObjective(rows, packedPriors(priors, d));
  const starts = [startingPoint(priors, d), ...(options.start ? [options.start] : [])];
  const fits = starts.map((start) => minimise(objective, pack(start), { valueTolerance: 1e-5 }));
  const best = fits.reduce((a, b) => (b.value < a.value ? b : a));
  return new GaussianProcess(rows, unpack(best.x), offset, unit);
}

function checkData({ features, values, extraNoiseVariances }: GpData): void {
  const d = features[0]?.length ?? 0;
  const sound =
    d > 0 &&
    features.length === values.length &&
    features.every((row) => row.length === d && row.every(Number.isFinite)) &&
    values.every(Number.isFinite) &&
    (extraNoiseVariances?.every((v) => v >= 0 && Number.isFinite(v)) ?? true);
  if (sound) return;
  throw new PlannerError(
    'bad-request',
    `a model needs at least one row, one finite value per row, equal numbers of features and variances >= 0; got ${features.length} rows, ${values.length} values`,
  );
}

/** Mean and standard deviation; 1 for the latter where all values are equal. */
export function moments(values: readonly number[]): { offset: number; unit: number } {
  const offset = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - offset) ** 2, 0);
  const unit = Math.sqrt(spread / Math.max(1, values.length - 1));
  return { offset, unit: unit > 0 ? unit : 1 };
}
