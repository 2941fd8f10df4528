import { NO_NOISE } from '../choices.js';
import type { Rng } from '../../core/rng.js';
import type { Cholesky } from '../linalg/cholesky.js';
import { cholesky } from '../linalg/cholesky.js';
import { subtractProducts } from '../linalg/products.js';
import {
  multiplyLower,
  multiplyUpper,
  solve,
  solveLower,
  solveLowerRows,
  solveUpper,
} from '../linalg/triangular.js';
import { dot, dotAt } from '../linalg/vector.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import {
  crossAndSlopesInto,
  crossInto,
  scaleBy,
  slopeOf,
  squaredDistances,
  toCovariance,
} from '../surrogate/matern.js';

/** One joint draw of the noise-free function at the baseline points, in standardised units. */
export interface Draw {
  /** `mean + k(x, baseline) . weights` is the mean at x, given the draw. */
  readonly weights: Float64Array;
  /** At the baseline points: the model's rows first, then the further ones. */
  readonly values: Float64Array;
}

/** What the draws say of one point: a mean in each draw, and one variance in all of them. */
export interface Conditional {
  readonly means: Float64Array;
  readonly variance: number;
}

/** The same with what its gradient needs: the point over the lengthscales, half of a solve, slopes of the kernel. */
export interface Local extends Conditional {
  readonly at: Float64Array;
  readonly half: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * Joint posterior draws of a model's noise-free function at its rows and at further points. Given a draw, the function is
 * known there, and the rest of it is again a Gaussian process. Without noise and further points the mean is the one draw.
 */
export class PosteriorDraws {
  readonly draws: readonly Draw[];
  private readonly baseline: readonly Float64Array[];
  private readonly factor: Cholesky;
  /** Those of all draws, one after the other. */
  private readonly weights: Float64Array;

  constructor(
    private readonly model: GaussianProcess,
    further: readonly Float64Array[],
    drawCount: number,
    rng: Rng,
  ) {
    const { scales, scaled, alpha } = model.conditioned;
    this.baseline = [...scaled, ...further.map((row) => scaleBy(row, scales.lengthscales))];
    const n = this.baseline.length;
    const matrix = toCovariance(squaredDistances(this.baseline), n, scales.signalVariance);
    for (let i = 0; i < n; i++) matrix[i * n + i]! += 1e-8 * scales.signalVariance;
    this.factor = cholesky(matrix, n);
    this.draws =
      isNoiseless(model) && further.length === 0
        ? [this.drawOf(alpha)]
        : Array.from({ length: drawCount }, () => this.jointDraw(rng));
    this.weights = new Float64Array(this.draws.length * n);
    this.draws.forEach(({ weights }, d) => {
      this.weights.set(weights, d * n);
    });
  }

  /** The function at points, given each draw; what all of them need of the factor is taken from it in one go. */
  at(points: readonly Float64Array[]): Conditional[] {
    const { scales, mean } = this.model.conditioned;
    const [n, count] = [this.baseline.length, this.draws.length];
    const rows = { data: new Float64Array(points.length * n), stride: n };
    points.forEach((features, i) => {
      const at = scaleBy(features, scales.lengthscales);
      crossInto({ data: rows.data, first: i * n }, this.baseline, n, at, scales.signalVariance);
    });
    const means = { data: new Float64Array(points.length * count), stride: count };
    const block = { rows: [0, points.length], columns: [0, count], depth: [0, n] } as const;
    subtractProducts(means, rows, { data: this.weights, stride: n }, block);
    for (let i = 0; i < means.data.length; i++) means.data[i] = mean - means.data[i]!;
    solveLowerRows(this.factor, rows.data);
    return points.map((_, i) => {
      const explained = dotAt(rows.data, i * n, rows.data, i * n, n);
      const variance = Math.max(0, scales.signalVariance - explained);
      return { means: means.data.subarray(i * count, (i + 1) * count), variance };
    });
  }

  /** The function at one point, to be followed uphill. */
  near(features: Float64Array): Local {
    const { scales, mean } = this.model.conditioned;
    const n = this.baseline.length;
    const at = scaleBy(features, scales.lengthscales);
    const [cross, slopes] = [new Float64Array(n), new Float64Array(n)];
    crossAndSlopesInto({ data: cross, first: 0 }, slopes, this.baseline, n, at, scales.signalVariance);
    const means = new Float64Array(this.draws.length);
    for (let d = 0; d < means.length; d++) means[d] = mean + dotAt(this.weights, d * n, cross, 0, n);
    const half = solveLower(this.factor, cross);
    return { means, variance: Math.max(0, scales.signalVariance - dot(half, half)), at, half, slopes };
  }

  /**
   * Gradient over the features of something with these derivatives over each draw's mean and over the variance. All draws
   * share the kernel, so they are summed as weights before the one pass over the rows.
   */
  gradient({ at, half, slopes }: Local, byMeans: ArrayLike<number>, byVariance: number): Float64Array {
    const n = half.length;
    const combined = solveUpper(this.factor, half);
    for (let j = 0; j < n; j++) combined[j]! *= -2 * byVariance;
    for (let d = 0; d < this.draws.length; d++) {
      const byMean = byMeans[d]!;
      for (let j = 0; j < n; j++) combined[j]! += byMean * this.weights[d * n + j]!;
    }
    return slopeOf(combined, slopes, this.baseline, at, this.model.conditioned.scales.lengthscales);
  }

  /**
   * A joint posterior draw by Matheron's rule: a prior draw corrected by the data. Its weights are
   * `L0'^-1 z + K^-1 (y - mean - L0 z - noise)` (the second term over measured rows only), free of ill-conditioned solves.
   */
  private jointDraw(rng: Rng): Draw {
    const { rows } = this.model;
    const { factor, mean } = this.model.conditioned;
    const z = Float64Array.from(this.baseline, () => rng.normal());
    const prior = multiplyLower(this.factor, z);
    const noise = this.model.drawNoise(rng);
    const misfit = rows.values.map((value, i) => value - mean - prior[i]! - noise[i]!);
    const weights = solveUpper(this.factor, z);
    solve(factor, misfit).forEach((value, i) => (weights[i]! += value));
    return this.drawOf(weights);
  }

  private drawOf(weights: Float64Array): Draw {
    const { mean } = this.model.conditioned;
    const values = multiplyLower(this.factor, multiplyUpper(this.factor, weights));
    return { weights, values: values.map((value) => value + mean) };
  }
}

function isNoiseless({ conditioned: { scales }, largestNoise }: GaussianProcess): boolean {
  return largestNoise < NO_NOISE * scales.signalVariance;
}
