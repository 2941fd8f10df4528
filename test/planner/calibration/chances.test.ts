import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { binomialInterval } from '../../../planner/calibration/binomial.js';
import { scoreChances } from '../../../planner/calibration/chances.js';

describe('scores of chances', () => {
  it('of honest probabilities beat the base rate and come as often as they say', () => {
    const rng = seededRng('chances');
    const chances = Array.from({ length: 3000 }, () => {
      const probability = rng.uniform();
      return { probability, came: rng.uniform() < probability };
    });
    const { brier, brierOfBaseRate, reliability } = scoreChances(chances)!;
    expect(brier).toBeCloseTo(1 / 6, 1);
    expect(brier).toBeLessThan(brierOfBaseRate);
    expect(reliability).toHaveLength(5);
    expect(reliability.every(({ came, given }) => Math.abs(came - given) < 0.05)).toBe(true);
    expect(
      reliability.filter(({ came, band: [low, high] }) => came >= low && came <= high).length,
    ).toBeGreaterThan(3);
  });

  it('know what a certain mistake costs', () => {
    expect(scoreChances([{ probability: 1, came: false }])).toMatchObject({ brier: 1, n: 1 });
    expect(scoreChances([])).toBeUndefined();
  });
});

describe('the binomial interval', () => {
  it.each([
    [10, 0.5, 2, 8],
    [20, 0.9, 15, 20],
    [100, 0.95, 90, 99],
    [1000, 0.5, 469, 531],
    [7, 1, 7, 7],
  ])('of %d trials at %d is %d to %d', (n, p, low, high) => {
    expect(binomialInterval(n, p)).toEqual([low, high]);
  });
});
