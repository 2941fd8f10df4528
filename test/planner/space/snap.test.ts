import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { canonicalKey, toParameters, toVector } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { snap } from '../../../planner/space/snap.js';
import type { Space } from '../../../planner/space/space.js';
import { mixture, spaces } from './spaces.js';

const stepped: Space = {
  blocks: [{ ...mixture(3).blocks[0]!, resolution: 0.05 }],
  variables: [{ name: 't', kind: 'continuous', min: 0.1, max: 3, scale: 'log', resolution: 0.25 }],
  constraints: [{ terms: { 'x.c0': 1, 'x.c1': 2 }, max: 0.9 }],
};

describe('snapping to the steps of a robot', () => {
  it('either stays inside the space or gives no point at all', () => {
    fc.assert(
      fc.property(spaces, fc.integer({ min: 0, max: 1e6 }), (space, seed) => {
        const layout = layOut(space);
        const free = layOut({
          ...space,
          blocks: space.blocks.map(({ name, components, maxComponents }) => ({
            name,
            components,
            maxComponents,
          })),
        });
        const snapped = snap(layout, new Sampler(free).draw(seededRng(seed)));
        if (snapped) expect(reasonsOutside(layout, toParameters(layout, snapped))).toEqual([]);
      }),
    );
  });

  it('changes nothing that is already a point', () => {
    fc.assert(
      fc.property(spaces, fc.integer({ min: 0, max: 1e6 }), (space, seed) => {
        const layout = layOut(space);
        const point = toParameters(layout, new Sampler(layout).draw(seededRng(seed)));
        const again = snap(layout, toVector(layout, point));
        expect(again && canonicalKey(layout, toParameters(layout, again))).toBe(canonicalKey(layout, point));
      }),
      { numRuns: 50 },
    );
  });

  it('rounds fractions by largest remainder and gives a sum of exactly one', () => {
    const layout = layOut({ ...stepped, constraints: [] });
    const point = toParameters(layout, snap(layout, Float64Array.of(0.333, 0.338, 0.329, 0.5))!);
    expect(point).toEqual({ 'x.c0': 0.35, 'x.c1': 0.35, 'x.c2': 0.3, t: 0.5 });
  });

  it('takes single steps towards a constraint that rounding has broken', () => {
    const layout = layOut(stepped);
    const point = toParameters(layout, snap(layout, Float64Array.of(0.02, 0.44, 0.54, 0.5))!);
    expect(reasonsOutside(layout, point)).toEqual([]);
    expect(point['x.c1']).toBeGreaterThanOrEqual(0.4);
  });
});
