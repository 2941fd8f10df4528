import { describe, expect, it } from '@jest/globals';
import { wholeBlend } from '../../../agent/tables/whole-blend.js';

const ANY = { min: 0, max: 1 };

describe('shares that are printed to a few places', () => {
  it('are brought to a sum of 1 in proportion', () => {
    expect(wholeBlend([0.2, 0.3, 0.49], [ANY, ANY, ANY])).toEqual([0.2 / 0.99, 0.3 / 0.99, 0.49 / 0.99]);
  });

  it.each([
    ['max', [0.333, 0.333, 0.333], [{ min: 0, max: 0.333 }, ANY, ANY], [0.333, 0.3335, 0.3335]],
    [
      'min',
      [0.3, 0.3, 0.41],
      [ANY, { min: 0.3, max: 1 }, ANY],
      [0.7 * (0.3 / 0.71), 0.3, 0.7 * (0.41 / 0.71)],
    ],
    [
      'least',
      [0.05, 0.5, 0.46],
      [{ ...ANY, least: 0.05 }, ANY, ANY],
      [0.05, 0.95 * (50 / 96), 0.95 * (46 / 96)],
    ],
    [
      'max, one after the other',
      [0.33, 0.33, 0.33],
      [{ min: 0, max: 0.331 }, { min: 0, max: 0.334 }, ANY],
      [0.331, 0.334, 0.335],
    ],
  ])('stop at a bound that they keep (%s)', (_end, shares, bounds, expected) => {
    const whole = wholeBlend(shares, bounds);
    whole.forEach((share, k) => {
      expect(share).toBeCloseTo(expected[k]!, 12);
    });
  });

  it('that break a bound as they are printed are told so as they are', () => {
    expect(wholeBlend([0.4, 0.59], [{ min: 0, max: 0.3 }, ANY])[0]).toBe(0.4 / 0.99);
  });

  it('are in proportion where no share may take the rest', () => {
    const tight = { min: 0, max: 0.5 };
    expect(wholeBlend([0.495, 0.495, 0], [tight, tight, ANY])).toEqual([0.5, 0.5, 0]);
    const tighter = { min: 0, max: 0.496 };
    expect(wholeBlend([0.495, 0.495, 0], [tighter, tighter, ANY])).toEqual([0.5, 0.5, 0]);
  });
});
