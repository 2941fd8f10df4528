import type { Mixture } from '../../planner/experts/mixture.js';
import { crps, cumulative, logDensity, meanOf } from '../../planner/experts/mixture.js';

/** In standard deviations of the target. */
export interface Scores {
  readonly rmse: number;
  /** Mean negative log density. */
  readonly nll: number;
  readonly crps: number;
  /** Shares of rows inside the central 50 and 90 % intervals. */
  readonly c50: number;
  readonly c90: number;
}

export function scoresOf(
  predictions: readonly { readonly truth: number; readonly mixture: Mixture }[],
): Scores {
  const average = (f: (mixture: Mixture, truth: number) => number): number =>
    predictions.reduce((sum, { truth, mixture }) => sum + f(mixture, truth), 0) / predictions.length;
  const inside = (level: number): number =>
    average((mixture, truth) => (Math.abs(2 * cumulative(mixture, truth) - 1) <= level ? 1 : 0));
  return {
    rmse: Math.sqrt(average((mixture, truth) => (meanOf(mixture) - truth) ** 2)),
    nll: average((mixture, truth) => -logDensity(mixture, truth)),
    crps: average(crps),
    c50: inside(0.5),
    c90: inside(0.9),
  };
}
