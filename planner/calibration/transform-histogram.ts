import { binomialInterval } from './binomial.js';
import { integralTransform, type Forecast } from './forecast.js';

const BINS = 10;

/** Where results fell in what was foretold of them (probability integral transform; Dawid, JRSS A 147 (1984) 278). */
export interface TransformHistogram {
  /** Share of the results in each tenth of the foretold distribution, from its low end: flat when calibrated. */
  readonly shares: readonly number[];
  /** Where 95 % of the shares of one bin lie when calibrated. */
  readonly band: readonly [number, number];
}

export function transformHistogram(forecasts: readonly Forecast[]): TransformHistogram {
  const n = forecasts.length;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const forecast of forecasts) {
    counts[Math.min(BINS - 1, Math.floor(BINS * integralTransform(forecast)))]! += 1;
  }
  const [low, high] = binomialInterval(n, 1 / BINS);
  return { shares: counts.map((count) => count / n), band: [low / n, high / n] };
}
