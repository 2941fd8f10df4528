import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import {
  blend,
  crps,
  cumulative,
  gaussian,
  logDensity,
  meanOf,
  quantile,
  varianceOf,
} from '../../../planner/experts/mixture.js';
import { mixPredictions } from '../../../planner/mix-predictions.js';

const two = blend([gaussian(-1, 0.25), gaussian(2, 4)], [0.3, 0.7]);
const rng = seededRng('mixture');
const draws = Array.from({ length: 20_000 }, () =>
  rng.uniform() < 0.3 ? -1 + 0.5 * rng.normal() : 2 + 2 * rng.normal(),
);
const average = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('a mixture of Gaussians', () => {
  it('has the moments and quantiles of draws from it', () => {
    const mean = average(draws);
    expect(meanOf(two)).toBeCloseTo(mean, 1);
    expect(varianceOf(two)).toBeCloseTo(average(draws.map((x) => (x - mean) ** 2)), 0);
    const median = [...draws].sort((a, b) => a - b)[10_000]!;
    expect(Math.abs(quantile(two, 0.5) - median)).toBeLessThan(0.06);
  });

  it('has a quantile that undoes its distribution function, and a density that is its slope', () => {
    for (const p of [0.001, 0.05, 0.5, 0.95, 0.999])
      expect(cumulative(two, quantile(two, p))).toBeCloseTo(p, 6);
    const slope = (cumulative(two, 0.3 + 1e-5) - cumulative(two, 0.3 - 1e-5)) / 2e-5;
    expect(logDensity(two, 0.3)).toBeCloseTo(Math.log(slope), 6);
  });

  it('is scored by the mean distance to the truth less half the distance within', () => {
    const y = 0.5;
    const others = draws.slice(1).concat(draws[0]!);
    const sampled =
      average(draws.map((x) => Math.abs(x - y))) - average(draws.map((x, i) => Math.abs(x - others[i]!))) / 2;
    expect(Math.abs(crps(two, y) - sampled)).toBeLessThan(0.03);
    expect(crps(gaussian(3, 1e-12), 3)).toBeCloseTo(0, 5);
  });

  it('keeps the kinds of uncertainty apart, and counts disagreement as not known yet', () => {
    const mixed = mixPredictions(
      [
        { mean: 10, sdModel: 1, sdNoise: 2, sdSource: 2 },
        { mean: 14, sdModel: 3, sdNoise: 2 },
      ],
      [0.75, 0.25],
    );
    expect(mixed.mean).toBe(11);
    expect(mixed.sdNoise).toBeCloseTo(2, 12);
    expect(mixed.sdSource! ** 2).toBeCloseTo(3, 12);
    expect(mixed.sdModel ** 2).toBeCloseTo(0.75 + 0.25 * 9 + 0.75 * 1 + 0.25 * 9, 12);
  });
});
