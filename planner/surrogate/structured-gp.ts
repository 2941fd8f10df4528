import { BIAS } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import type { Cholesky } from '../linalg/cholesky.js';
import { cholesky } from '../linalg/cholesky.js';
import { multiplyLower, solveLower } from '../linalg/triangular.js';
import { dot } from '../linalg/vector.js';
import { meanVariance } from './covariance.js';
import { GaussianProcess } from './gp.js';
import type { Origin, Structure } from './structure.js';
import { tagsOf } from './structure.js';
import type { StructuredRows, StructuredState } from './structured-covariance.js';
import { conditionStructured, departures, departuresAt, rowNoise } from './structured-covariance.js';
import type { StructuredHyperparameters } from './structured-hyperparameters.js';

/** What a measurement at a point would give, in the unit of the values squared; the parts are independent. */
export interface SourcedPrediction {
  readonly mean: number;
  /** What would stay unknown if all biases and discrepancies were known. */
  readonly modelVariance: number;
  /** What not knowing them adds. */
  readonly sourceVariance: number;
  /** Noise of one measurement. */
  readonly noiseVariance: number;
}

/**
 * A Gaussian process over rows of several origins: `y = f(x) + delta_source(x) + b_source + b_instrument + noise`.
 * As a `GaussianProcess` it speaks of `f`, what all sources have in common (an autoregressive model of unit scale as in
 * Kennedy and O'Hagan, Biometrika 2000, with random effects of groups).
 */
export class StructuredGp extends GaussianProcess {
  private noiseFactor: Cholesky | undefined;
  private knowing: GaussianProcess | undefined;

  constructor(
    override readonly rows: StructuredRows,
    override readonly hyperparameters: StructuredHyperparameters,
    offset: number,
    unit: number,
    readonly structure: Structure,
    readonly structured: StructuredState = conditionStructured(rows, hyperparameters),
  ) {
    super(rows, hyperparameters, offset, unit, structured);
  }

  /** Rows depart together: no draw of it may be taken for certain. */
  override get largestNoise(): number {
    return Infinity;
  }

  override drawNoise(rng: Rng): Float64Array {
    this.noiseFactor ??= this.factorNoise();
    return multiplyLower(
      this.noiseFactor,
      this.rows.values.map(() => rng.normal()),
    );
  }

  /** A measurement at a point; a source not seen before adds its bias in full, a point without one is of `f` alone. */
  measurement(features: Float64Array, origin: Origin): SourcedPrediction {
    const { mean, variance } = this.standardisedAt(features, origin);
    const known = Math.min(variance, this.knowingSources().standardised(features).variance);
    const ofMean = meanVariance(this.structured, this.crossAt(features, origin));
    const scale = this.unit ** 2;
    return {
      mean: this.offset + this.unit * mean,
      modelVariance: scale * (known + ofMean),
      sourceVariance: scale * (variance - known),
      noiseVariance: scale * this.noiseOf(origin),
    };
  }

  /** Posterior of `f + delta + b` of an origin at one point, standardised. */
  standardisedAt(features: Float64Array, origin: Origin): { mean: number; variance: number } {
    const k = this.crossAt(features, origin);
    const half = solveLower(this.structured.factor, k);
    return {
      mean: this.structured.mean + dot(k, this.structured.alpha),
      variance: Math.max(0, this.priorVariance(origin) - dot(half, half)),
    };
  }

  /** Covariance of `f + delta + b` of an origin at a point with all rows, standardised. */
  crossAt(features: Float64Array, origin: Origin): Float64Array {
    const k = this.sharedCross(features);
    const rest = departuresAt(this.rows, this.structured, features, tagsOf(this.structure, [origin]));
    return k.map((value, i) => value + rest[i]!);
  }

  /** Prior variance of `f + delta + b`, standardised. */
  priorVariance(origin: Origin): number {
    const { scales } = this.structured;
    const discrepancy = this.structure.lowFidelity.indexOf(origin.source ?? '');
    return (
      scales.signalVariance +
      this.sourceVariance(origin.source) +
      (this.structure.instruments.length > 0 ? scales.instrumentVariance : 0) +
      (scales.discrepancies[discrepancy]?.signalVariance ?? 0)
    );
  }

  private sourceVariance(source: string | undefined): number {
    const { sources } = this.structure;
    if (source === undefined || sources.length === 0) return 0;
    const { sourceVariance } = this.structured.scales;
    return sources.includes(source) ? sourceVariance : meanBiasVariance(sourceVariance, sources.length);
  }

  /** Variance of one measurement's noise, standardised. */
  noiseOf(origin: Origin): number {
    const { scales } = this.structured;
    return scales.groupNoise[tagsOf(this.structure, [origin]).noise[0]!] ?? scales.noiseVariance;
  }

  /** The same function if all biases and discrepancies were known: only its variance means anything. */
  private knowingSources(): GaussianProcess {
    const { scales } = this.structured;
    const extraNoise = this.rows.values.map((_, i) => rowNoise(this.rows, scales, i) - scales.noiseVariance);
    this.knowing ??= new GaussianProcess({ ...this.rows, extraNoise }, this.hyperparameters, 0, 1);
    return this.knowing;
  }

  /** Covariance of all that rows hold beside `f`. */
  private factorNoise(): Cholesky {
    const n = this.rows.values.length;
    const matrix = departures(this.rows, this.structured);
    for (let i = 0; i < n; i++) matrix[i * n + i]! += rowNoise(this.rows, this.structured.scales, i);
    return cholesky(matrix, n);
  }
}

/**
 * Mean of the variance of biases, of which `likeliest` is the mode on a logarithmic scale: one source shows none of its own, each
 * further one a half of what its logarithm's precision gains. A source never seen may lie as far off as that leaves open.
 */
function meanBiasVariance(likeliest: number, sources: number): number {
  const precision = 1 / BIAS.sd ** 2 + (sources - 1) / 2;
  return likeliest * Math.exp(1 / (2 * precision));
}
