import type { Rng } from '../../core/rng.js';
import type { Cholesky } from '../linalg/cholesky.js';
import { cholesky, multiplyLower, multiplyUpper, solve, solveLower, solveUpper } from '../linalg/cholesky.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import { covariance } from '../surrogate/covariance.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import { kernelSlope } from '../surrogate/gp.js';
import { matern52, scaleBy, squaredDistances } from '../surrogate/matern.js';
import { logExpectedImprovement } from './log-expected-improvement.js';

/** A value of something to be maximised over the features, with its gradient. */
export interface Scored {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** One joint draw of the noise-free function at the baseline points. */
interface Draw {
  /** `f(x) = mean + k(x, baseline) . weights` is the mean at x, given the draw. */
  readonly weights: Float64Array;
  readonly best: number;
}

/** Noise below this share of the signal variance is treated as none. */
const NO_NOISE = 1e-5;

/**
 * Log noisy expected improvement (Letham et al., Bayesian Analysis 2019; logarithmic as in Ament et al., NeurIPS 2023),
 * for minimisation of standardised values. The baseline is all measured and all pending points. In each draw the
 * noise-free function is fixed there, so neither a lucky measurement nor a point already under way is improved upon; the
 * improvement over the best of the draw is averaged over draws. Without noise and pending points it is plain log EI.
 */
export class NoisyExpectedImprovement {
  private readonly baseline: readonly Float64Array[];
  private readonly factor: Cholesky;
  private readonly draws: readonly Draw[];

  constructor(
    private readonly model: GaussianProcess,
    pending: readonly Float64Array[],
    options: { readonly drawCount: number; readonly eligible: readonly boolean[] },
    rng: Rng,
  ) {
    const { scales, scaled } = model.conditioned;
    this.baseline = [...scaled, ...pending.map((row) => scaleBy(row, scales.lengthscales))];
    const n = this.baseline.length;
    const matrix = covariance(squaredDistances(this.baseline), n, scales.signalVariance);
    for (let i = 0; i < n; i++) matrix[i * n + i]! += 1e-8 * scales.signalVariance;
    this.factor = cholesky(matrix, n);
    const certain = model.largestNoise < NO_NOISE * scales.signalVariance && pending.length === 0;
    const eligible = (i: number): boolean => options.eligible[i] ?? true;
    this.draws = certain
      ? [this.certainDraw(eligible)]
      : Array.from({ length: options.drawCount }, () => this.jointDraw(eligible, rng));
  }

  /** Log of the improvement averaged over draws, in standardised units. */
  value(features: Float64Array): number {
    return this.score(features, false).value;
  }

  /** The same with its gradient over the features. */
  gradient(features: Float64Array): Scored {
    return this.score(features, true);
  }

  private score(features: Float64Array, withGradient: boolean): Scored {
    const { scales, mean } = this.model.conditioned;
    const at = scaleBy(features, scales.lengthscales);
    const k = Float64Array.from(
      this.baseline,
      (row) => scales.signalVariance * matern52(squaredDistance(row, at)),
    );
    const half = solveLower(this.factor, k);
    const variance = Math.max(0, scales.signalVariance - dot(half, half));
    const terms = this.draws.map(({ weights, best }) =>
      logExpectedImprovement(mean + dot(k, weights), variance, best),
    );
    const top = terms.reduce((most, term) => Math.max(most, term.value), -Infinity);
    const shares = terms.map((term) => Math.exp(term.value - top));
    const total = shares.reduce((sum, share) => sum + share, 0);
    const value = top + Math.log(total / terms.length);
    if (!withGradient) return { value, gradient: at };
    // All draws share the kernel, so their gradients are summed as weights before the one pass over the rows.
    const combined = new Float64Array(k.length);
    let byVariance = 0;
    terms.forEach((term, d) => {
      const share = shares[d]! / total;
      byVariance += share * term.byVariance;
      this.draws[d]!.weights.forEach((weight, j) => (combined[j]! += share * term.byMean * weight));
    });
    solveUpper(this.factor, half).forEach((weight, j) => (combined[j]! -= 2 * byVariance * weight));
    return { value, gradient: kernelSlope(this.baseline, at, combined, scales) };
  }

  /** The posterior mean as the only draw. */
  private certainDraw(eligible: (i: number) => boolean): Draw {
    return this.drawOf(this.model.conditioned.alpha, eligible);
  }

  /**
   * A joint posterior draw by Matheron's rule: a prior draw corrected by the data. Its weights are
   * `L0'^-1 z + K^-1 (y - mean - L0 z - noise)` (the second term over measured rows only), free of ill-conditioned solves.
   */
  private jointDraw(eligible: (i: number) => boolean, rng: Rng): Draw {
    const { rows } = this.model;
    const { factor, mean } = this.model.conditioned;
    const z = Float64Array.from(this.baseline, () => rng.normal());
    const prior = multiplyLower(this.factor, z);
    const noise = this.model.drawNoise(rng);
    const misfit = rows.values.map((value, i) => value - mean - prior[i]! - noise[i]!);
    const weights = solveUpper(this.factor, z);
    solve(factor, misfit).forEach((value, i) => (weights[i]! += value));
    return this.drawOf(weights, eligible);
  }

  private drawOf(weights: Float64Array, eligible: (i: number) => boolean): Draw {
    const values = multiplyLower(this.factor, multiplyUpper(this.factor, weights));
    const candidates = values.filter((_, i) => eligible(i));
    const best = candidates.reduce((a, b) => Math.min(a, b), Infinity) + this.model.conditioned.mean;
    return { weights, best };
  }
}
