import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { SOBOL_DIMENSIONS, sobolSequence } from '../../../planner/space/sobol.js';

/** The first points in Gray-code order as printed with the direction numbers (Joe and Kuo, sobol.cc, D = 3). */
const FIRST = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0.75, 0.25, 0.25],
  [0.25, 0.75, 0.75],
  [0.375, 0.375, 0.625],
  [0.875, 0.875, 0.125],
  [0.625, 0.125, 0.875],
  [0.125, 0.625, 0.375],
];

describe('the Sobol sequence', () => {
  it('begins as published', () => {
    const sequence = sobolSequence(3);
    expect(FIRST.map((_, i) => [...sequence(i)])).toEqual(FIRST);
  });

  it.each([undefined, seededRng(7)])(
    'has one of 256 points in each of 256 intervals of every coordinate',
    (rng) => {
      const sequence = sobolSequence(SOBOL_DIMENSIONS, rng);
      const points = Array.from({ length: 256 }, (_, i) => sequence(i));
      for (let k = 0; k < SOBOL_DIMENSIONS; k++) {
        expect(new Set(points.map((point) => Math.floor(256 * point[k]!))).size).toBe(256);
      }
    },
  );

  it('has one of 256 points in each of 16 by 16 squares of the first two coordinates', () => {
    const sequence = sobolSequence(2, seededRng(8));
    const squares = Array.from({ length: 256 }, (_, i) =>
      sequence(i)
        .map((u) => Math.floor(16 * u))
        .join(),
    );
    expect(new Set(squares).size).toBe(256);
  });

  it('says how many coordinates it has numbers for', () => {
    expect(() => sobolSequence(65)).toThrow(/up to 64 coordinates, the space has 65: use random/);
  });
});
