import { describe, expect, it } from '@jest/globals';
import { seededRng, shuffled } from '../../core/rng.js';

const draws = (seed: string, n = 20000): number[] => {
  const rng = seededRng(seed);
  return Array.from({ length: n }, () => rng.uniform());
};

describe('chance', () => {
  it('is the same for the same seed and another for another', () => {
    expect(draws('a', 5)).toEqual(draws('a', 5));
    expect(draws('a', 5)).not.toEqual(draws('b', 5));
  });

  it('is split by name: one stream does not depend on what was drawn from another', () => {
    const one = seededRng('a');
    const other = seededRng('a');
    other.uniform();
    other.split('noise').uniform();
    expect(one.split('cell').uniform()).toBe(other.split('cell').uniform());
  });

  it('puts the same items in another order', () => {
    const items = Array.from({ length: 20 }, (_, k) => k);
    const mixed = shuffled(items, seededRng(1));
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
    expect(shuffled(items, seededRng(1))).toEqual(mixed);
    expect(shuffled(items, seededRng(2))).not.toEqual(mixed);
  });

  it('has the moments it promises', () => {
    const rng = seededRng('moments');
    const normals = Array.from({ length: 20000 }, () => rng.normal());
    const mean = normals.reduce((a, b) => a + b) / normals.length;
    const variance = normals.reduce((a, b) => a + (b - mean) ** 2, 0) / normals.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(variance).toBeCloseTo(1, 1);
    const factors = Array.from({ length: 20000 }, () => rng.lognormal(0.2));
    expect(factors.reduce((a, b) => a + b) / factors.length).toBeCloseTo(1, 1);
    const uniforms = draws('uniform');
    expect(Math.min(...uniforms)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniforms)).toBeLessThan(1);
  });
});
