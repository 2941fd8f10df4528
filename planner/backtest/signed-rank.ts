import { ranks } from './statistics.js';

export interface SignedRank {
  /** Pairs that differ. */
  readonly n: number;
  /** Pairs whose difference is below zero. */
  readonly negative: number;
  /** Two-sided; 1 when no pair differs. */
  readonly p: number;
}

/**
 * Wilcoxon's signed-rank test of paired differences: pairs without a difference are left out, equal sizes share their
 * mean rank, and the probability is exact given the ranks (all 2^n signs equally likely; Hollander and Wolfe,
 * Nonparametric Statistical Methods, 3.1), so that no approximation is needed for ties or small n.
 * @param differences may be infinite; up to about 500
 */
export function signedRank(differences: readonly number[]): SignedRank {
  const pairs = differences.filter((difference) => difference !== 0);
  // Twice the ranks: a shared mean rank may be a half.
  const doubled = ranks(pairs.map(Math.abs)).map((rank) => Math.round(2 * rank));
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const positive = doubled.reduce((sum, rank, i) => sum + (pairs[i]! > 0 ? rank : 0), 0);
  const probabilities = sumsOf(doubled, total);
  const extreme = Math.min(positive, total - positive);
  const tail = probabilities.subarray(0, extreme + 1).reduce((sum, value) => sum + value, 0);
  return { n: pairs.length, negative: pairs.filter((one) => one < 0).length, p: Math.min(1, 2 * tail) };
}

/** Probability of each sum of a random half of the ranks. */
function sumsOf(doubled: readonly number[], total: number): Float64Array {
  let probabilities = new Float64Array(total + 1);
  probabilities[0] = 1;
  for (const rank of doubled) {
    probabilities = probabilities.map(
      (value, sum) => 0.5 * (value + (sum >= rank ? probabilities[sum - rank]! : 0)),
    );
  }
  return probabilities;
}

/** Holm's step-down correction (Scand. J. Statist. 6, 65, 1979) of the p-values of one family of tests. */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const corrected = [...p];
  let least = 0;
  order.forEach((i, k) => {
    least = Math.max(least, Math.min(1, (p.length - k) * p[i]!));
    corrected[i] = least;
  });
  return corrected;
}
