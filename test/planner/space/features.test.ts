import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { encode, encodingOf, pullBack } from '../../../planner/space/features.js';
import { layOut } from '../../../planner/space/layout.js';
import { canonicalKey, toParameters, toVector } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { Space } from '../../../planner/space/space.js';
import { spaces } from './spaces.js';

describe('features', () => {
  it('are roots of fractions, scaled numbers and one-hot levels', () => {
    const space: Space = {
      blocks: [
        {
          name: 's',
          components: [
            { name: 'A', min: 0, max: 1 },
            { name: 'B', min: 0, max: 1 },
          ],
          maxComponents: 2,
        },
      ],
      variables: [
        { name: 'rate', kind: 'continuous', min: 0.01, max: 1, scale: 'log' },
        { name: 'coating', kind: 'categorical', levels: ['none', 'LiF', 'AlF3'] },
      ],
      constraints: [],
    };
    const encoding = encodingOf(layOut(space));
    const u = toVector(encoding.layout, { 's.A': 0.25, 's.B': 0.75, rate: 0.1, coating: 'LiF' });
    const expected = [0.5, Math.sqrt(0.75), 0.5, 0, Math.SQRT1_2, 0];
    encode(encoding, u).forEach((feature, k) => {
      expect(feature).toBeCloseTo(expected[k]!, 12);
    });
  });

  it('stay on the unit cube and come back from parameters unchanged', () => {
    fc.assert(
      fc.property(spaces, fc.integer(), (space, seed) => {
        const encoding = encodingOf(layOut(space));
        const point = toParameters(encoding.layout, new Sampler(encoding.layout).draw(seededRng(seed)));
        const u = toVector(encoding.layout, point);
        expect(encode(encoding, u).every((f) => f >= -1e-9 && f <= 1 + 1e-9)).toBe(true);
        expect(canonicalKey(encoding.layout, toParameters(encoding.layout, u))).toBe(
          canonicalKey(encoding.layout, point),
        );
      }),
    );
  });

  it('are worth a number each, and a category no more than six, however many levels it has', () => {
    const worth = (...levels: number[]): number => {
      const variables = levels.map((count, k) => ({
        ...{ name: `c${k}`, kind: 'categorical' as const },
        levels: Array.from({ length: count }, (_, level) => `${level}`),
      }));
      const x = { name: 'x', kind: 'continuous', min: 0, max: 1, scale: 'linear' } as const;
      return encodingOf(layOut({ blocks: [], variables: [...variables, x], constraints: [] })).dimension;
    };
    expect([worth(), worth(2), worth(6), worth(7), worth(27, 3)]).toEqual([1, 3, 7, 7, 10]);
  });

  it('carry gradients back by the chain rule', () => {
    const space: Space = {
      blocks: [
        {
          name: 's',
          components: ['A', 'B', 'C'].map((name) => ({ name, min: 0.05, max: 0.9 })),
          maxComponents: 3,
        },
      ],
      variables: [{ name: 'n', kind: 'integer', min: 0, max: 4 }],
      constraints: [],
    };
    const encoding = encodingOf(layOut(space));
    const u = Float64Array.of(0.2, 0.5, 0.3, 0.5);
    const slope = pullBack(encoding, u, Float64Array.of(1, 1, 1, 1));
    const moved = encode(
      encoding,
      u.map((value) => value + 1e-6),
    );
    encode(encoding, u).forEach((feature, k) => {
      expect(slope[k]).toBeCloseTo((moved[k]! - feature) / 1e-6, 4);
    });
  });
});
