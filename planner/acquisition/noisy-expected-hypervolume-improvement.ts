import type { Rng } from '../../core/rng.js';
import { addScaled } from '../linalg/vector.js';
import type { GaussianProcess } from '../surrogate/gp.js';
import { nonDominatedBoxes } from './box-decomposition.js';
import { LogExpectedHypervolumeImprovement } from './expected-hypervolume-improvement.js';
import { LEAST_VARIANCE } from './log-expected-improvement.js';
import { logMeanExp, sharedLogMeanExp } from './log-mean-exp.js';
import type { Acquired, Scored } from './noisy-expected-improvement.js';
import type { Conditional } from './posterior-draws.js';
import { PosteriorDraws } from './posterior-draws.js';

/** One objective's model and where the points common to all objectives are in it. */
export interface JointObjective {
  readonly gp: GaussianProcess;
  /** Features of common points that are no rows of the model. */
  readonly further: readonly Float64Array[];
  /** For each common point, its place among the model's rows and then `further`. */
  readonly places: readonly number[];
  /** In the model's standardised units; smaller is better. */
  readonly reference: number;
}

/**
 * Log noisy expected hypervolume improvement (Daulton, Balandat and Bakshy, NeurIPS 2021; logarithmic as in Ament et al.,
 * NeurIPS 2023), for minimisation of several objectives. The common points are all measured and all pending ones. In each
 * joint draw the noise-free objectives are fixed there, which gives a front; given the draw each objective at a new point is
 * normal, so the improvement of the front's hypervolume has a closed form, and is averaged over draws.
 */
export class NoisyExpectedHypervolumeImprovement implements Acquired {
  private readonly posteriors: readonly PosteriorDraws[];
  /** Of each draw. */
  private readonly improvements: readonly LogExpectedHypervolumeImprovement[];

  /** @param eligible whether a common point of a draw counts for its front */
  constructor(
    objectives: readonly JointObjective[],
    { drawCount, eligible }: { drawCount: number; eligible: (point: number, draw: number) => boolean },
    rng: Rng,
  ) {
    this.posteriors = objectives.map(
      ({ gp, further }, k) => new PosteriorDraws(gp, further, drawCount, rng.split(`objective ${k}`)),
    );
    const reference = Float64Array.from(objectives, (objective) => objective.reference);
    const points = Array.from(objectives[0]!.places.keys());
    const count = Math.max(...this.posteriors.map(({ draws }) => draws.length));
    this.improvements = Array.from({ length: count }, (_, d) => {
      const front = points
        .filter((point) => eligible(point, d))
        .map((point) =>
          Float64Array.from(objectives, ({ places }, k) => this.drawn(k, d).values[places[point]!]!),
        );
      return new LogExpectedHypervolumeImprovement(nonDominatedBoxes(front, reference));
    });
  }

  /** Log of the improvement averaged over draws, in the product of the standardised units. */
  values(points: readonly Float64Array[]): Float64Array {
    const ofAll = this.posteriors.map((posterior) => posterior.at(points));
    const means = new Float64Array(ofAll.length);
    const terms = new Float64Array(this.improvements.length);
    return Float64Array.from(points, (_, i) => {
      const conditionals = ofAll.map((of) => of[i]!);
      const sds = conditionals.map(sdOf);
      this.improvements.forEach((improvement, d) => {
        terms[d] = improvement.value(this.meansIn(means, conditionals, d), sds);
      });
      return logMeanExp(terms);
    });
  }

  /** The same with its gradient over the features. */
  gradient(features: Float64Array): Scored {
    const conditionals = this.posteriors.map((posterior) => posterior.near(features));
    const sds = conditionals.map(sdOf);
    const means = new Float64Array(sds.length);
    const terms = this.improvements.map((improvement, d) =>
      improvement.gradient(this.meansIn(means, conditionals, d), sds),
    );
    const { value, shares } = sharedLogMeanExp(terms.map((term) => term.value));
    const gradients = this.posteriors.map((posterior, k) => {
      const byMeans = new Float64Array(posterior.draws.length);
      terms.forEach(({ byMean }, d) => (byMeans[this.drawOf(k, d)]! += shares[d]! * byMean[k]!));
      const byVariance = terms.reduce((sum, term, d) => sum + shares[d]! * term.byVariance[k]!, 0);
      return posterior.gradient(conditionals[k]!, byMeans, byVariance);
    });
    return { value, gradient: gradients.reduce((a, b) => addScaled(a, 1, b)) };
  }

  private meansIn(means: Float64Array, conditionals: readonly Conditional[], d: number): Float64Array {
    for (let k = 0; k < means.length; k++) means[k] = conditionals[k]!.means[this.drawOf(k, d)]!;
    return means;
  }

  /** An objective without noise and without further points has one draw, which goes with each of the others. */
  private drawOf(k: number, d: number): number {
    return Math.min(d, this.posteriors[k]!.draws.length - 1);
  }

  private drawn(k: number, d: number): PosteriorDraws['draws'][number] {
    return this.posteriors[k]!.draws[this.drawOf(k, d)]!;
  }
}

function sdOf({ variance }: Conditional): number {
  return Math.sqrt(Math.max(variance, LEAST_VARIANCE));
}
