import { cumulative as normalCumulative, logDensity as normalLogDensity } from '../acquisition/normal.js';

/** A predictive distribution of one number: a mixture of Gaussians. The weights sum to 1. */
export interface Mixture {
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly variances: readonly number[];
}

export function gaussian(mean: number, variance: number): Mixture {
  return { weights: [1], means: [mean], variances: [variance] };
}

/** Several distributions by their weights. */
export function blend(parts: readonly Mixture[], weights: readonly number[]): Mixture {
  return {
    weights: parts.flatMap((part, i) => part.weights.map((w) => weights[i]! * w)),
    means: parts.flatMap(({ means }) => means),
    variances: parts.flatMap(({ variances }) => variances),
  };
}

export function meanOf({ weights, means }: Mixture): number {
  return weights.reduce((sum, w, k) => sum + w * means[k]!, 0);
}

/** By the law of total variance: within the parts and between their means. */
export function varianceOf(mixture: Mixture): number {
  const mean = meanOf(mixture);
  return mixture.weights.reduce(
    (sum, w, k) => sum + w * (mixture.variances[k]! + (mixture.means[k]! - mean) ** 2),
    0,
  );
}

export function logDensity({ weights, means, variances }: Mixture, y: number): number {
  const logs = weights.map((w, k) => {
    const sd = Math.sqrt(variances[k]!);
    return Math.log(w) + normalLogDensity((y - means[k]!) / sd) - Math.log(sd);
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

/** The value below which the share `p` (0..1, exclusive) lies, by bisection to 10^-9 of where it is looked for. */
export function quantile(mixture: Mixture, p: number): number {
  const reach = mixture.means.map((mean, k) => ({ mean, far: 40 * Math.sqrt(mixture.variances[k]!) }));
  let low = Math.min(...reach.map(({ mean, far }) => mean - far));
  let high = Math.max(...reach.map(({ mean, far }) => mean + far));
  const width = high - low;
  while (high - low > 1e-9 * width) {
    const middle = (low + high) / 2;
    if (cumulative(mixture, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Continuous ranked probability score of what came out, in its unit; 0 is perfect. Closed form for mixtures of Gaussians
 * (Grimit, Gneiting, Berrocal, Johnson, Q. J. R. Meteorol. Soc. 132 (2006) 2925).
 */
export function crps({ weights, means, variances }: Mixture, y: number): number {
  const toTruth = weights.reduce((sum, w, k) => sum + w * meanDistance(y - means[k]!, variances[k]!), 0);
  const within = weights.reduce(
    (sum, w, k) =>
      sum +
      weights.reduce(
        (inner, v, l) => inner + w * v * meanDistance(means[k]! - means[l]!, variances[k]! + variances[l]!),
        0,
      ),
    0,
  );
  return toTruth - within / 2;
}

/** Mean absolute value of a Gaussian. */
function meanDistance(mean: number, variance: number): number {
  const sd = Math.sqrt(variance);
  const z = mean / sd;
  return mean * (2 * normalCumulative(z) - 1) + 2 * sd * Math.exp(normalLogDensity(z));
}
