import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scaleOf } from '../../dashboard/parts/chart/scale.js';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

describe('a scale', () => {
  it('holds every value, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 20 }), (values) => {
        const scale = scaleOf(values);
        expect(scale.max).toBeGreaterThan(scale.min);
        for (const value of values) {
          expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-9);
          expect(scale.at(value)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('takes what differs by next to nothing for the same', () => {
    expect(scaleOf([0, -5e-324])).toEqual(expect.objectContaining({ ticks: scaleOf([0]).ticks }));
  });

  it('has few and round ticks', () => {
    expect(scaleOf([80.4, 93.6]).ticks).toEqual([80, 85, 90, 95]);
  });

  it('gives room where nothing differs, or nothing is there', () => {
    expect(scaleOf([5, 5]).max).toBeGreaterThan(5);
    expect(scaleOf([]).ticks.length).toBeGreaterThan(1);
    expect(scaleOf([NaN, 3]).at(3)).toBeGreaterThan(0);
  });
});
