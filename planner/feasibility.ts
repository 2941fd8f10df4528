import { SOFTNESS } from './choices.js';
import type { GaussianProcess } from './surrogate/gp.js';
import { fitGp } from './surrogate/fit-gp.js';
import { defaultPriors, startingPoints, type Hyperparameters } from './surrogate/hyperparameters.js';

/** Probability that a recipe gets through one stage, learned from recipe faults; machine faults never come here. */
export class FeasibilityModel {
  private constructor(
    /** Over labels of 1 and -1. */
    readonly gp: GaussianProcess,
  ) {}

  /**
   * Fits Gaussian process regression on labels: 1 passed the stage, -1 failed in it.
   * @param dimension how many numbers the features are worth; each is one when absent
   */
  static fit(
    passed: readonly Float64Array[],
    failed: readonly Float64Array[],
    dimension?: number,
  ): FeasibilityModel {
    const features = [...passed, ...failed];
    const values = [...passed.map(() => 1), ...failed.map(() => -1)];
    const d = features[0]!.length;
    // Labels are not noisy: a fit that may explain some as noise blurs the boundary, and more recipes fail at it.
    const priors = defaultPriors(dimension ?? d);
    const [start] = startingPoints(priors, d);
    return new FeasibilityModel(fitGp({ features, values }, { priors, standardise: false, start: start! }));
  }

  /** What was learned of the labels' smoothness. */
  get hyperparameters(): Hyperparameters {
    return this.gp.hyperparameters;
  }

  /** `P = 1 / (1 + exp(-1.702 m / sqrt(v + 0.25)))`: the probit link, as the logistic curve nearest to it. */
  probability(features: Float64Array): number {
    return Math.exp(this.logProbabilities([features])[0]!);
  }

  /** `log P` at many points. */
  logProbabilities(points: readonly Float64Array[]): Float64Array {
    const { mean, variance } = this.gp.standardisedAll(points);
    return mean.map((value, i) => logLogistic((1.702 * value) / Math.sqrt(variance[i]! + SOFTNESS)));
  }

  /** `log P` with its gradient over the features. */
  logProbability(features: Float64Array): { value: number; gradient: Float64Array } {
    const { mean, variance, meanGradient, varianceGradient } = this.gp.gradient(features);
    const width = Math.sqrt(variance + SOFTNESS);
    const odds = (1.702 * mean) / width;
    const value = logLogistic(odds);
    const slope = 1.702 * (1 - Math.exp(value));
    const gradient = meanGradient.map(
      (byMean, k) => slope * (byMean / width - (mean * varianceGradient[k]!) / (2 * width ** 3)),
    );
    return { value, gradient };
  }
}

function logLogistic(odds: number): number {
  return odds > 0 ? -Math.log1p(Math.exp(-odds)) : odds - Math.log1p(Math.exp(odds));
}
