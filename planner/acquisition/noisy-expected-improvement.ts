import type { Rng } from '../../core/rng.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import { LEAST_VARIANCE } from './log-expected-improvement.js';
import { improvementTable } from './improvement-table.js';
import { logMeanExp, sharedLogMeanExp } from './log-mean-exp.js';
import { PosteriorDraws } from './posterior-draws.js';

/** A value of something to be maximised over the features, with its gradient. */
export interface Scored {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Something to be maximised over the features. */
export interface Acquired {
  values(points: readonly Float64Array[]): Float64Array;
  gradient(features: Float64Array): Scored;
}

/**
 * Log noisy expected improvement (Letham et al., Bayesian Analysis 2019; logarithmic as in Ament et al., NeurIPS 2023),
 * for minimisation of standardised values. The baseline is all measured and all pending points. In each draw the
 * noise-free function is fixed there, so neither a lucky measurement nor a point already under way is improved upon; the
 * improvement over the best of the draw is averaged over draws. Without noise and pending points it is plain log EI.
 */
export class NoisyExpectedImprovement implements Acquired {
  private readonly posterior: PosteriorDraws;
  /** Of each draw. */
  private readonly best: readonly number[];

  /**
   * @param eligible whether a baseline point of a draw, numbered as the model's rows and then `pending`, counts as one to
   * improve upon; where none does, the worst of the draw is improved upon
   */
  constructor(
    model: GaussianProcess,
    pending: readonly Float64Array[],
    { drawCount, eligible }: { drawCount: number; eligible: (point: number, draw: number) => boolean },
    rng: Rng,
  ) {
    this.posterior = new PosteriorDraws(model, pending, drawCount, rng);
    this.best = this.posterior.draws.map(({ values }, d) => {
      const candidates = values.filter((_, i) => eligible(i, d));
      return candidates.length > 0 ? Math.min(...candidates) : Math.max(...values);
    });
  }

  /** Log of the improvement averaged over draws, in standardised units. */
  values(points: readonly Float64Array[]): Float64Array {
    const { best } = this;
    const terms = new Float64Array(best.length);
    return Float64Array.from(this.posterior.at(points), ({ means, variance }) => {
      const sd = Math.sqrt(Math.max(variance, LEAST_VARIANCE));
      for (let d = 0; d < terms.length; d++) terms[d] = improvementTable.value((best[d]! - means[d]!) / sd);
      return Math.log(sd) + logMeanExp(terms);
    });
  }

  /** The same with its gradient over the features. */
  gradient(features: Float64Array): Scored {
    const local = this.posterior.near(features);
    const count = this.best.length;
    const sd = Math.sqrt(Math.max(local.variance, LEAST_VARIANCE));
    const terms = new Float64Array(count);
    const byMeans = new Float64Array(count);
    for (let d = 0; d < count; d++) terms[d] = improvementTable.value((this.best[d]! - local.means[d]!) / sd);
    const { value, shares } = sharedLogMeanExp(terms);
    let byVariance = 0;
    for (let d = 0; d < count; d++) {
      const z = (this.best[d]! - local.means[d]!) / sd;
      const slope = improvementTable.slope(z);
      byMeans[d] = (-shares[d]! * slope) / sd;
      byVariance += (shares[d]! * (1 - slope * z)) / (2 * sd * sd);
    }
    return {
      value: Math.log(sd) + value,
      gradient: this.posterior.gradient(local, byMeans, byVariance),
    };
  }
}
