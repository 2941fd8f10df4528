import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { holm, signedRank } from '../../../planner/backtest/signed-rank.js';
import { medianInterval, quantile, ranks } from '../../../planner/backtest/statistics.js';

describe('the signed-rank test', () => {
  it('gives the probabilities of the published table (n = 10: sums up to 8 have 4.88 %)', () => {
    // Ranks 1, 3 and 4 negative: a sum of 8 of 55.
    const sizes = [-1, 2, -3, -4, 5, 6, 7, 8, 9, 10];
    expect(signedRank(sizes)).toMatchObject({ n: 10, negative: 3 });
    expect(signedRank(sizes).p).toBeCloseTo(0.0488, 4);
  });

  it('counts over all signs, also where sizes are equal', () => {
    const sizes = [1, 1, -1, 2, 2, 3];
    const doubled = [4, 4, 4, 9, 9, 12];
    const seen = 4 + 4 + 9 + 9 + 12;
    let extreme = 0;
    for (let signs = 0; signs < 64; signs++) {
      const sum = doubled.reduce((total, rank, i) => total + ((signs >> i) & 1 ? rank : 0), 0);
      if (Math.max(sum, 42 - sum) >= seen) extreme += 1;
    }
    expect(signedRank(sizes).p).toBeCloseTo(extreme / 64, 12);
  });

  it('finds nothing where nothing differs, and takes runs that never had a result', () => {
    expect(signedRank([0, 0])).toEqual({ n: 0, negative: 0, p: 1 });
    expect(signedRank([-Infinity, -1, -2]).p).toBe(0.25);
  });

  it('does not care which of the two comes first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 }), (differences) => {
        expect(signedRank(differences.map((d) => -d)).p).toBeCloseTo(signedRank(differences).p, 12);
      }),
    );
  });
});

describe("Holm's correction", () => {
  it('multiplies the smallest by their number and never turns the order', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005]);
    expect(corrected.map((p) => p.toFixed(12))).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => p.toFixed(12)));
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });
});

describe('order statistics', () => {
  it('share ranks between equals and take infinite values', () => {
    expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    expect(quantile([Infinity, 1, Infinity], 0.5)).toBe(Infinity);
    expect(quantile([1, 2, 4], 0.75)).toBe(3);
  });

  it('hold the true median in about 95 % of samples', () => {
    const rng = seededRng(1);
    const covered = Array.from({ length: 30 }, (_, i) => {
      const sample = Array.from({ length: 20 }, () => rng.normal());
      const [low, high] = medianInterval(sample, seededRng(i));
      return low <= 0 && high >= 0;
    });
    expect(covered.filter(Boolean).length).toBeGreaterThanOrEqual(25);
  });
});
