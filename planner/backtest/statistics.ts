import type { Rng } from '../../core/rng.js';

/** Quantile `p` (0 to 1) by linear interpolation between order statistics. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = p * (sorted.length - 1);
  const low = Math.floor(position);
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  // Infinity minus infinity would be no number.
  return below === above ? below : below + (position - low) * (above - below);
}

/** Arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Ranks from 1; ties share their mean rank. */
export function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

const RESAMPLES = 2000;

/** Interval (95 %) of the median by the percentile bootstrap (Efron 1979). */
export function medianInterval(values: readonly number[], rng: Rng): readonly [number, number] {
  const medians = Array.from({ length: RESAMPLES }, () =>
    quantile(
      values.map(() => values[Math.floor(rng.uniform() * values.length)]!),
      0.5,
    ),
  );
  return [quantile(medians, 0.025), quantile(medians, 0.975)];
}
