import { OUTLIERS, STRONG } from './choices.js';
import { inverse } from './linalg/inverse.js';
import { fitSurrogate } from './sources/fit-surrogate.js';
import { logMarginalLikelihood, type GaussianProcess } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';
import type { SourcedRow } from './surrogate/structure.js';

/** Rows and what was learned of them. */
export interface Learned {
  readonly rows: readonly SourcedRow[];
  readonly gp: GaussianProcess;
}

/**
 * The rows with a large uncertainty of its own for each loss that is far worse than all others foretell, one after the other as long as
 * that makes them much likelier (after relevance pursuit: Ament et al., NeurIPS 2024, arXiv 2410.24222). One dud cell in a good place
 * else makes the whole function rough, or all of its results noisy. A loss that is far better is what is looked for, and stays.
 */
export function withoutOutliers(learned: Learned, priors: Priors): Learned {
  const { length } = learned.rows;
  if (length > OUTLIERS.mostRows || learned.rows.some(({ censored }) => censored)) return learned;
  let best = learned;
  for (let count = 0; count < Math.floor(OUTLIERS.mostShare * length); count++) {
    const next = withoutOne(best, priors);
    if (!next) break;
    best = next;
  }
  return best;
}

function withoutOne({ rows, gp }: Learned, priors: Priors): Learned | undefined {
  const worst = likeliestOutlier(gp);
  if (!worst) return undefined;
  const doubted = rows.map((row, i) => {
    if (i !== worst.row) return row;
    return { ...row, extraNoiseVariance: row.extraNoiseVariance + worst.variance };
  });
  const start = gp.hyperparameters;
  const refitted = fitSurrogate(doubted, { priors, lowFidelity: new Set(), start });
  const gain = logMarginalLikelihood(refitted) - logMarginalLikelihood(gp);
  return gain > STRONG ? { rows: doubted, gp: refitted } : undefined;
}

interface Outlier {
  readonly row: number;
  /** Of noise that makes it likeliest, in the unit of the losses squared. */
  readonly variance: number;
}

/**
 * By what each row's own noise variance, at its best, would add to the log density that the others give it (leave-one-out:
 * Rasmussen and Williams, eqs. 5.10 to 5.12); none where that is little.
 */
function likeliestOutlier({ conditioned: { alpha, factor }, unit }: GaussianProcess): Outlier | undefined {
  const precision = inverse(factor);
  let [row, most] = [-1, OUTLIERS.leastGain];
  const squaredScore = (i: number): number => alpha[i]! ** 2 / precision[i * alpha.length + i]!;
  for (let i = 0; i < alpha.length; i++) {
    const z2 = squaredScore(i);
    const gain = alpha[i]! > 0 && z2 > 1 ? 0.5 * (z2 - 1 - Math.log(z2)) : 0;
    if (gain > most) [row, most] = [i, gain];
  }
  if (row < 0) return undefined;
  const variance = (squaredScore(row) - 1) / precision[row * alpha.length + row]!;
  return { row, variance: unit ** 2 * variance };
}
