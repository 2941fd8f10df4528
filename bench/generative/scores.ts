import type { Cells } from './cui.js';
import type { Predicted } from './cross-validate.js';
import type { Mixture } from './mixture.js';
import { cumulative, logDensity, meanOf } from './mixture.js';

export interface Scores {
  /** Cycles. */
  readonly rmse: number;
  /** Mean negative log density per cycle. */
  readonly nll: number;
  /** Share of cells inside the central 50, 80, 90 and 95 % intervals. */
  readonly coverage: readonly number[];
  readonly count: number;
}

export const LEVELS = [0.5, 0.8, 0.9, 0.95];

/** Predictions are of ln cycles; scores are in cycles (the point estimate is the mean of the cycles). */
export function scoresOf(
  cells: Cells,
  predictions: readonly Predicted[],
  pick: (one: Predicted) => Mixture,
): Scores {
  const one = predictions.map((predicted) => {
    const life = cells.lives[predicted.row]!;
    const mixture = pick(predicted);
    return {
      square: (meanCycles(mixture) - life) ** 2,
      nll: Math.log(life) - logDensity(mixture, Math.log(life)),
      at: cumulative(mixture, Math.log(life)),
    };
  });
  const average = (f: (x: (typeof one)[number]) => number): number =>
    one.reduce((sum, x) => sum + f(x), 0) / one.length;
  return {
    rmse: Math.sqrt(average(({ square }) => square)),
    nll: average(({ nll }) => nll),
    coverage: LEVELS.map((level) => average(({ at }) => (Math.abs(2 * at - 1) <= level ? 1 : 0))),
    count: one.length,
  };
}

/** The mean of a mixture of log-normals. */
function meanCycles({ weights, means, variances }: Mixture): number {
  const means2 = means.map((mean, k) => Math.exp(mean + variances[k]! / 2));
  return meanOf({ weights, means: means2, variances });
}
