import { logKnowledgeGradient } from '../acquisition/knowledge-gradient.js';
import { solveLower } from '../linalg/triangular.js';
import { dot, squaredDistance } from '../linalg/vector.js';
import { matern52, scaleBy } from '../surrogate/matern.js';
import type { Origin } from '../surrogate/structure.js';
import type { StructuredGp } from '../surrogate/structured-gp.js';

/** A point on which the choice may fall, prepared for many questions. */
interface Option {
  readonly scaled: Float64Array;
  /** `L^-1 k`, of the function with all rows. */
  readonly half: Float64Array;
}

/**
 * What measurements are worth: by how much each is expected to lower the posterior mean of the function, standardised,
 * at the best of the options.
 */
export class Gains {
  private readonly options: readonly Option[];
  private readonly means: Float64Array;

  /** `model` holds points under way as rows; `options` are features of points that might be chosen in the end. */
  constructor(
    private readonly model: StructuredGp,
    options: readonly Float64Array[],
  ) {
    const { factor, scales } = model.structured;
    this.options = options.map((features) => ({
      scaled: scaleBy(features, scales.lengthscales),
      half: solveLower(factor, model.sharedCross(features)),
    }));
    this.means = Float64Array.from(options, (features) => model.meanAt(features));
  }

  /** Log of the gain from a measurement at a point by an origin. */
  logGain(features: Float64Array, origin: Origin): number {
    const { factor, scales } = this.model.structured;
    const half = solveLower(factor, this.model.crossAt(features, origin));
    const variance = this.model.priorVariance(origin) - dot(half, half) + this.model.noiseOf(origin);
    const at = scaleBy(features, scales.lengthscales);
    const sd = Math.sqrt(Math.max(variance, 1e-12));
    const slopes = new Float64Array(this.options.length);
    this.options.forEach((option, i) => {
      const prior = scales.signalVariance * matern52(squaredDistance(option.scaled, at));
      slopes[i] = (prior - dot(option.half, half)) / sd;
    });
    return logKnowledgeGradient(this.means, slopes);
  }
}
