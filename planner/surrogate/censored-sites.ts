import { cumulative, logDensity, tail } from '../acquisition/normal.js';

/** Of a value that is known only to lie beyond a limit: which way, and the noise of the measurement that was cut short. */
export interface Limit {
  readonly value: number;
  readonly side: 'above' | 'below';
  readonly noiseVariance: number;
}

/** The measurement with normal noise that says nearly the same as a limit. */
export interface Site {
  readonly value: number;
  readonly variance: number;
}

/** Sweeps over all limits; a handful suffices, because one limit moves another only a little. */
const SWEEPS = 30;
const TOLERANCE = 1e-8;
/** A site this much wider than what is known already says nothing. */
const WIDEST = 1e6;

/**
 * Normal sites for limits by expectation propagation (Minka 2001; Rasmussen and Williams, section 3.6): with them the
 * posterior has the moments that each exact likelihood `P(y beyond limit | z) = Phi(+-(z - limit) / noise)` gives in
 * company of the others' sites. `mean` and `covariance` (row-major) describe the latent values before.
 */
export function censoredSites(
  mean: Float64Array,
  covariance: Float64Array,
  limits: readonly Limit[],
): Site[] {
  const n = limits.length;
  const posterior = { mean: Float64Array.from(mean), covariance: Float64Array.from(covariance) };
  const precision = new Float64Array(n);
  const weighted = new Float64Array(n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let change = 0;
    limits.forEach((limit, i) => {
      const variance = posterior.covariance[i * n + i]!;
      const cavityPrecision = 1 / variance - precision[i]!;
      if (!(cavityPrecision > 0)) return;
      const cavity = (posterior.mean[i]! / variance - weighted[i]!) / cavityPrecision;
      const tilted = tiltedMoments(cavity, 1 / cavityPrecision, limit);
      // The likelihood is log-concave, so the site's precision is never negative but for rounding.
      const next = Math.max(0, 1 / tilted.variance - cavityPrecision);
      const nextWeighted = tilted.mean / tilted.variance - cavity * cavityPrecision;
      change = Math.max(change, Math.abs(next - precision[i]!) * variance);
      update(posterior, i, { precision: next - precision[i]!, weighted: nextWeighted - weighted[i]! });
      precision[i] = next;
      weighted[i] = nextWeighted;
    });
    if (change < TOLERANCE) break;
  }
  return limits.map(({ value }, i) => {
    const widest = WIDEST * covariance[i * n + i]!;
    if (precision[i]! * widest <= 1) return { value, variance: widest };
    return { value: weighted[i]! / precision[i]!, variance: 1 / precision[i]! };
  });
}

/** Mean and variance of a normal latent value once its measurement is known to lie beyond a limit. */
export function tiltedMoments(
  mean: number,
  variance: number,
  { value, side, noiseVariance }: Limit,
): { mean: number; variance: number } {
  const sign = side === 'above' ? 1 : -1;
  const total = variance + noiseVariance;
  const z = (sign * (mean - value)) / Math.sqrt(total);
  const hazard = z < -1 ? 1 / tail(-z).mills : Math.exp(logDensity(z)) / cumulative(z);
  return {
    mean: mean + (sign * variance * hazard) / Math.sqrt(total),
    variance: variance - ((variance * variance) / total) * hazard * (z + hazard),
  };
}

/** Adds to one site: a rank-one change of the covariance, and the mean that follows. */
function update(
  posterior: { mean: Float64Array; covariance: Float64Array },
  i: number,
  by: { precision: number; weighted: number },
): void {
  const { mean, covariance } = posterior;
  const n = mean.length;
  const column = Float64Array.from(mean, (_, j) => covariance[j * n + i]!);
  const shrink = 1 / (1 + by.precision * column[i]!);
  const push = shrink * (by.weighted - by.precision * mean[i]!);
  for (let a = 0; a < n; a++) {
    mean[a]! += push * column[a]!;
    for (let b = 0; b < n; b++) covariance[a * n + b]! -= by.precision * shrink * column[a]! * column[b]!;
  }
}
