import { binomialInterval } from './binomial.js';
import { integralTransform, type Forecast } from './forecast.js';

/** The central intervals that are looked at, fixed beforehand: choosing afterwards would be picking cherries. */
export const LEVELS = [0.5, 0.8, 0.9, 0.95] as const;

/** How often results lay in the central interval of one level. */
export interface Coverage {
  readonly level: number;
  /** Share of the results inside, 0..1. */
  readonly inside: number;
  /** Where 95 % of such shares lie when the intervals are right (binomial). */
  readonly band: readonly [number, number];
}

/** @param share of the band */
export function coverageAt(forecasts: readonly Forecast[], level: number, share = 0.95): Coverage {
  const n = forecasts.length;
  const inside = forecasts.filter((one) => Math.abs(integralTransform(one) - 0.5) <= level / 2).length;
  const [low, high] = binomialInterval(n, level, share);
  return { level, inside: inside / n, band: [low / n, high / n] };
}

export function isInBand({ inside, band: [low, high] }: Coverage): boolean {
  return inside >= low && inside <= high;
}
