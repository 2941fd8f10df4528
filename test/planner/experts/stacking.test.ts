import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stackingWeights } from '../../../planner/experts/stacking.js';

const logs = fc.array(
  fc.tuple(fc.double({ min: -9, max: 3, noNaN: true }), fc.double({ min: -9, max: 3, noNaN: true })),
  {
    minLength: 1,
    maxLength: 30,
  },
);
const columns = (rows: readonly (readonly [number, number])[]): number[][] =>
  [0, 1].map((k) => rows.map((row) => row[k]!));
const score = (own: readonly (readonly number[])[], weights: readonly number[]): number =>
  own[0]!.reduce(
    (sum, _, i) => sum + Math.log(own.reduce((p, e, k) => p + weights[k]! * Math.exp(e[i]!), 0)),
    0,
  );

describe('the weights of a mixture of experts', () => {
  it('are the likeliest ones that leave each expert its least', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        const own = columns(rows);
        const weights = stackingWeights(own, 0.1);
        expect(weights[0]! + weights[1]!).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0.1 - 1e-12);
        const grid = Array.from({ length: 81 }, (_, k) => 0.1 + 0.01 * k);
        const best = Math.max(...grid.map((w) => score(own, [w, 1 - w])));
        expect(score(own, weights)).toBeGreaterThan(best - 0.02 * rows.length - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('go to the expert that foresaw the rows, and are equal without any', () => {
    const sharp = [-0.1, -0.2, -0.1, -0.3];
    expect(stackingWeights([sharp, sharp.map((log) => log - 4)])[0]).toBeCloseTo(0.8, 3);
    expect(stackingWeights([[], [], []], 0.1)).toEqual(
      [1 / 3, 1 / 3, 1 / 3].map((w) => expect.closeTo(w, 12)),
    );
  });

  it('withstand rows that an expert thought impossible', () => {
    expect(
      stackingWeights([
        [-Infinity, -1],
        [-900, -Infinity],
      ]),
    ).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.5, 6)]);
  });
});
