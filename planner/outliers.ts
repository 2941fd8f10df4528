import { OUTLIERS, STRONG } from './choices.js';
import { inverse } from './linalg/inverse.js';
import { fitSurrogate } from './sources/fit-surrogate.js';
import type { Straightened } from './straighten.js';
import { logMarginalLikelihood, type GaussianProcess } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';

/** Rows and what was learned of them. */
export type Learned = Pick<Straightened, 'rows' | 'gp'>;

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
  const precisions = inverse(factor);
  let most = OUTLIERS.leastGain;
  let likeliest: Outlier | undefined;
  for (let row = 0; row < alpha.length; row++) {
    const precision = precisions[row * (alpha.length + 1)]!;
    const z2 = alpha[row]! ** 2 / precision;
    if (alpha[row]! <= 0 || z2 <= 1) continue;
    const gain = 0.5 * (z2 - 1 - Math.log(z2));
    if (gain <= most) continue;
    most = gain;
    likeliest = { row, variance: unit ** 2 * ((z2 - 1) / precision) };
  }
  return likeliest;
}
