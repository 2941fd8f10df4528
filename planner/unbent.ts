import type { Prediction } from './proposal.js';
import { STRAIGHT, type Warp } from './surrogate/warp.js';

/** Of a standard normal distribution, Gauss-Hermite of seven nodes (Abramowitz and Stegun, table 25.10, times sqrt 2). */
const NODES = [
  [-3.750439717725742, 0.000548268855972],
  [-2.366759410734541, 0.030757123967586],
  [-1.154405394739968, 0.240123178605013],
  [0, 16 / 35],
  [1.154405394739968, 0.240123178605013],
  [2.366759410734541, 0.030757123967586],
  [3.750439717725742, 0.000548268855972],
] as const;

/**
 * What is foretold on a bent scale, on the quantity's own: moments of the normal distributions there as the inverse map
 * leaves them, split by the law of total variance into what the model does not know and the rest.
 */
export function unbent(foretold: Prediction, scale: Warp): Prediction {
  if (scale === STRAIGHT) return foretold;
  const { mean, sdModel, sdNoise, sdSource = 0 } = foretold;
  const rest = Math.hypot(sdNoise, sdSource);
  const within = NODES.map(([z, weight]) => {
    return { weight, ...momentsAbout(mean + sdModel * z, rest, scale) };
  });
  const centre = average(within, (one) => one.mean);
  const noise = Math.sqrt(average(within, (one) => one.variance));
  const share = rest > 0 ? noise / rest : 0;
  return {
    mean: centre,
    sdModel: Math.sqrt(average(within, (one) => (one.mean - centre) ** 2)),
    sdNoise: share * sdNoise,
    ...(sdSource > 0 && { sdSource: share * sdSource }),
  };
}

function momentsAbout(
  centre: number,
  sd: number,
  scale: Warp,
): { readonly mean: number; readonly variance: number } {
  const values = NODES.map(([z, weight]) => ({ weight, value: scale.from(centre + sd * z) }));
  const mean = average(values, ({ value }) => value);
  return { mean, variance: average(values, ({ value }) => (value - mean) ** 2) };
}

function average<T extends { readonly weight: number }>(parts: readonly T[], f: (part: T) => number): number {
  return parts.reduce((sum, part) => sum + part.weight * f(part), 0);
}
