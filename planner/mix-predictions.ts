import type { Prediction } from './proposal.js';

/**
 * One prediction from those of several experts, by the law of total variance: noise and source are what the experts
 * expect of them on average, and that they disagree about the mean is one more thing that is not known yet.
 * @param weights sum to 1, in the order of the experts
 */
export function mixPredictions(experts: readonly Prediction[], weights: readonly number[]): Prediction {
  const average = (f: (one: Prediction) => number): number =>
    experts.reduce((sum, one, k) => sum + weights[k]! * f(one), 0);
  const mean = average((one) => one.mean);
  const disagreement = average((one) => (one.mean - mean) ** 2);
  const sdSource = Math.sqrt(average((one) => (one.sdSource ?? 0) ** 2));
  return {
    mean,
    sdModel: Math.sqrt(average((one) => one.sdModel ** 2) + disagreement),
    sdNoise: Math.sqrt(average((one) => one.sdNoise ** 2)),
    ...(sdSource > 0 && { sdSource }),
  };
}

/** The same with every standard deviation times `factor`. */
export function wider({ mean, sdModel, sdNoise, sdSource }: Prediction, factor: number): Prediction {
  return {
    mean,
    sdModel: factor * sdModel,
    sdNoise: factor * sdNoise,
    ...(sdSource !== undefined && { sdSource: factor * sdSource }),
  };
}
