import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../core/rng.js';
import { unbent } from '../../planner/unbent.js';
import { STRAIGHT, Warp } from '../../planner/surrogate/warp.js';

const foretold = { mean: 0.4, sdModel: 0.5, sdNoise: 0.3, sdSource: 0.1 };

describe('what is foretold on a bent scale', () => {
  it('is left as it is when the scale is straight', () => {
    expect(unbent(foretold, STRAIGHT)).toBe(foretold);
  });

  it.each([0, 0.5, 1.6])('has the moments of what the inverse map makes of it (power %d)', (power) => {
    const scale = new Warp(power, 3, 2);
    const rng = seededRng('moments');
    const values = Array.from({ length: 400_000 }, () =>
      scale.from(foretold.mean + Math.hypot(0.5, 0.3, 0.1) * rng.normal()),
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    const own = unbent(foretold, scale);
    expect(Math.abs(own.mean - mean)).toBeLessThan(0.02 * sd);
    expect(Math.abs(Math.hypot(own.sdModel, own.sdNoise, own.sdSource!) / sd - 1)).toBeLessThan(0.02);
  });

  it('has no noise where there was none, and nothing unknown where all was known', () => {
    const scale = new Warp(0, 0, 1);
    expect(unbent({ mean: 1, sdModel: 0.2, sdNoise: 0 }, scale).sdNoise).toBe(0);
    expect(unbent({ mean: 1, sdModel: 0, sdNoise: 0.2 }, scale).sdModel).toBeCloseTo(0, 9);
  });
});
