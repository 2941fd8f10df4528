import { mean } from '../backtest/statistics.js';
import type { Forecast } from './forecast.js';

/** Bins of fewer forecasts have no mean square to speak of. */
const LEAST_IN_A_BIN = 10;
const MOST_BINS = 10;

/**
 * Expected normalised calibration error: forecasts sorted by their standard deviation into bins of equal count, in each
 * `|RMV - RMSE| / RMV` of the root mean variance and the root mean squared error, and the mean of that over the bins; 0
 * when calibrated (Levi et al., arXiv 1905.11659, Sensors 22 (2022) 5540, equations 8 and 9). Null with fewer than 20 forecasts. By
 * chance alone some `sqrt(1 / (pi m))` with `m` to a bin; heavy tails make it larger (Pernot, arXiv 2402.10043).
 */
export function expectedNormalisedError(forecasts: readonly Forecast[]): number | null {
  const bins = Math.min(MOST_BINS, Math.floor(forecasts.length / LEAST_IN_A_BIN));
  if (bins < 2) return null;
  const sorted = [...forecasts].sort((a, b) => a.sd - b.sd);
  const edge = (bin: number): number => Math.round((bin * sorted.length) / bins);
  return mean(Array.from({ length: bins }, (_, bin) => errorOf(sorted.slice(edge(bin), edge(bin + 1)))));
}

function errorOf(bin: readonly Forecast[]): number {
  const rootMeanVariance = Math.sqrt(mean(bin.map(({ sd }) => sd ** 2)));
  const rootMeanSquare = Math.sqrt(mean(bin.map((one) => (one.value - one.mean) ** 2)));
  return Math.abs(rootMeanVariance - rootMeanSquare) / rootMeanVariance;
}
