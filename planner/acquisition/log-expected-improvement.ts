import { cumulative, logDensity, tail } from './normal.js';

/** A variance of 0, as at a point that is known, would leave nothing to divide by. */
export const LEAST_VARIANCE = 1e-18;

/**
 * The natural logarithm of the expected improvement below `best` of a normal variable (minimisation) is
 * `log EI = log sigma + h(z)`, `h(z) = log(phi(z) + z Phi(z))`, `z = (best - mean) / sigma`: here `h` and its derivative
 * `Phi(z) / (phi(z) + z Phi(z))`. Stable for any z: below -1 the two terms cancel, so h is taken from Mills' ratio (the idea
 * of Ament et al., NeurIPS 2023, who use erfcx).
 */
export function logImprovementOf(z: number): { h: number; slope: number } {
  if (z > -1) {
    const below = cumulative(z);
    const improvement = Math.exp(logDensity(z)) + z * below;
    return { h: Math.log(improvement), slope: below / improvement };
  }
  const { mills, inner } = tail(-z);
  return { h: logDensity(z) + Math.log(inner) + Math.log(mills), slope: 1 / inner };
}
