/** The standard normal distribution, accurate far into the lower tail. */

const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);

/** Natural logarithm of the density. */
export function logDensity(z: number): number {
  return -0.5 * z * z - LOG_SQRT_2PI;
}

/** Distribution function: a series near the centre (Abramowitz and Stegun 26.2.10), Mills' ratio in the tails. */
export function cumulative(z: number): number {
  if (z < -1) return Math.exp(logDensity(z)) * tail(-z).mills;
  if (z > 1) return 1 - Math.exp(logDensity(z)) * tail(z).mills;
  let term = z;
  let sum = z;
  for (let n = 1; n < 30; n++) {
    term *= -(z * z) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + Math.exp(-LOG_SQRT_2PI) * sum;
}

/**
 * For `t >= 1`: Mills' ratio `M = Phi(-t) / phi(t) = 1/(t + 1/(t + 2/(t + ...)))` (Abramowitz and Stegun 26.2.14) and the
 * fraction one level deeper, `inner = 1/(t + 2/(t + 3/(t + ...)))`. They give `1 - t M = inner M` without cancellation.
 */
export function tail(t: number): { mills: number; inner: number } {
  const depth = Math.ceil(12 + 220 / (t * t));
  let rest = t;
  for (let level = depth; level >= 2; level--) rest = t + level / rest;
  const inner = 1 / rest;
  return { mills: 1 / (t + inner), inner };
}

/** Natural logarithm of the distribution function. */
export function logCumulative(z: number): number {
  return z < -1 ? logDensity(z) + Math.log(tail(-z).mills) : Math.log(cumulative(z));
}
