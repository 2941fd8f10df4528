import { cumulative as normalCumulative } from '../../planner/acquisition/normal.js';

/** A predictive distribution of one number: a mixture of Gaussians. */
export interface Mixture {
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly variances: readonly number[];
}

export function gaussian(mean: number, variance: number): Mixture {
  return { weights: [1], means: [mean], variances: [variance] };
}

/** `share` of the first and the rest of the second. */
export function blend(a: Mixture, b: Mixture, share: number): Mixture {
  return {
    weights: [...a.weights.map((w) => share * w), ...b.weights.map((w) => (1 - share) * w)],
    means: [...a.means, ...b.means],
    variances: [...a.variances, ...b.variances],
  };
}

export function meanOf({ weights, means }: Mixture): number {
  return weights.reduce((sum, w, k) => sum + w * means[k]!, 0);
}

export function logDensity({ weights, means, variances }: Mixture, y: number): number {
  const logs = weights.map((w, k) => {
    const variance = variances[k]!;
    return Math.log(w) - 0.5 * (Math.log(2 * Math.PI * variance) + (y - means[k]!) ** 2 / variance);
  });
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/** P(value <= y). */
export function cumulative({ weights, means, variances }: Mixture, y: number): number {
  return weights.reduce(
    (sum, w, k) => sum + w * normalCumulative((y - means[k]!) / Math.sqrt(variances[k]!)),
    0,
  );
}
