import type { Rng } from '../../core/rng.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import { logExpectedImprovement } from './log-expected-improvement.js';
import { logMeanExp } from './log-mean-exp.js';
import { PosteriorDraws } from './posterior-draws.js';

/** A value of something to be maximised over the features, with its gradient. */
export interface Scored {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Something to be maximised over the features. */
export interface Acquired {
  value(features: Float64Array): number;
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
  value(features: Float64Array): number {
    const { means, variance } = this.posterior.at(features);
    return logMeanExp(this.best.map((best, d) => logExpectedImprovement(means[d]!, variance, best).value))
      .value;
  }

  /** The same with its gradient over the features. */
  gradient(features: Float64Array): Scored {
    const conditional = this.posterior.at(features);
    const { means, variance } = conditional;
    const terms = this.best.map((best, d) => logExpectedImprovement(means[d]!, variance, best));
    const { value, shares } = logMeanExp(terms.map((term) => term.value));
    const byMeans = terms.map(({ byMean }, d) => shares[d]! * byMean);
    const byVariance = terms.reduce((sum, term, d) => sum + shares[d]! * term.byVariance, 0);
    return { value, gradient: this.posterior.gradient(conditional, byMeans, byVariance) };
  }
}
