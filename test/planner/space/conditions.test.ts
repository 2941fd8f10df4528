import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { climb } from '../../../planner/climb.js';
import { encode, encodingOf, pullBack } from '../../../planner/space/features.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { canonicalKey, toParameters, toVector } from '../../../planner/space/point.js';
import { regionAround } from '../../../planner/space/region.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { maskOf } from '../../../planner/space/support.js';
import type { Parameters, Space } from '../../../planner/space/space.js';
import { spaces } from './spaces.js';

/** An additive or none, how much of it, and the rate of a second cycle where there is one. */
const space: Space = {
  blocks: [],
  variables: [
    { name: 'additive', kind: 'categorical', levels: ['none', 'VC', 'FEC'] },
    { name: 'cycles', kind: 'integer', min: 1, max: 3 },
    {
      ...{ name: 'percent', kind: 'continuous', min: 0.5, max: 5, scale: 'linear', resolution: 0.1 },
      when: { additive: ['VC', 'FEC'] },
    },
    {
      ...{ name: 'laterRate', kind: 'continuous', min: 0.1, max: 1, scale: 'log' },
      when: { cycles: { min: 2 } },
    },
    { name: 'salt', kind: 'continuous', min: 0, max: 2, scale: 'linear' },
  ],
  constraints: [{ terms: { percent: 1, salt: 2 }, max: 5, min: 1 }],
};
const layout = layOut(space);
const plain: Parameters = { additive: 'none', cycles: 1, salt: 1 };

describe('a variable that takes part in some points only', () => {
  it('has a value in those and in no others', () => {
    const sampler = new Sampler(layout);
    const rng = seededRng(1);
    for (let i = 0; i < 200; i++) {
      const point = toParameters(layout, sampler.draw(rng));
      expect('percent' in point).toBe(point['additive'] !== 'none');
      expect('laterRate' in point).toBe(Number(point['cycles']) > 1);
    }
  });

  it('makes no difference where it takes no part, whatever is said of it', () => {
    const said = { ...plain, percent: 99, laterRate: 'fast' };
    expect(reasonsOutside(layout, said)).toEqual([]);
    expect(canonicalKey(layout, said)).toBe(canonicalKey(layout, plain));
    expect(toVector(layout, said)).toEqual(toVector(layout, plain));
    expect(toParameters(layout, toVector(layout, said))).toEqual(plain);
  });

  it('is missed where it takes part', () => {
    expect(reasonsOutside(layout, { ...plain, additive: 'VC' }).join()).toContain('percent is undefined');
    expect(() => toVector(layout, { ...plain, cycles: 2 })).toThrow(/laterRate: expected a finite number/);
  });

  it('counts in constraints as what it is otherwise', () => {
    expect(reasonsOutside(layout, { ...plain, salt: 0 }).join()).toContain('is 0, below 1');
    const numbers = space.variables.map((one) => (one.name === 'percent' ? { ...one, otherwise: 4 } : one));
    const other = layOut({ ...space, variables: numbers });
    expect(reasonsOutside(other, plain).join()).toContain('is 6, above 5');
  });

  it('has features that tell its absence from every value, and no slope there', () => {
    const encoding = encodingOf(layout);
    const without = encode(encoding, toVector(layout, plain));
    const u = toVector(layout, { ...plain, additive: 'VC', percent: 2.8 });
    expect(encode(encoding, u).some((feature, k) => k > 2 && feature !== without[k])).toBe(true);
    const slope = pullBack(encoding, toVector(layout, plain), new Float64Array(encoding.count).fill(1));
    expect([...slope].map((one) => one !== 0)).toEqual([false, true, false, false, true]);
  });

  it('is climbed along only where it takes part', () => {
    const start = toVector(layout, plain);
    const { u } = climb(
      regionAround(layout, start, maskOf(layout, start)),
      (at) => ({
        value: at.reduce((sum, x) => sum + x, 0),
        gradient: new Float64Array(at.length).fill(1),
      }),
      start,
    );
    expect(toParameters(layout, u)).toEqual({ ...plain, salt: 2 });
  });

  it('is met by neighbours in all its states', () => {
    const sampler = new Sampler(layout);
    const rng = seededRng(2);
    const from = toVector(layout, plain);
    const near = Array.from({ length: 300 }, () => toParameters(layout, sampler.perturb(from, 0.3, rng)));
    expect(new Set(near.map((point) => String('percent' in point)))).toEqual(new Set(['true', 'false']));
    expect(new Set(near.map((point) => Number(point['cycles'])))).toEqual(new Set([1, 2, 3]));
  });

  it('leaves points that come back from their vectors unchanged, in any space', () => {
    fc.assert(
      fc.property(spaces, fc.integer({ min: 0, max: 1e6 }), (any, seed) => {
        const its = layOut(any);
        const point = toParameters(its, new Sampler(its).draw(seededRng(seed)));
        const noise = Object.fromEntries(its.coordinates.map(({ name }) => [name, point[name] ?? 'noise']));
        expect(toParameters(its, toVector(its, noise))).toEqual(point);
        expect(canonicalKey(its, noise)).toBe(canonicalKey(its, point));
      }),
    );
  });

  it('is refused with every fault of its condition', () => {
    const faulty: Space = {
      ...space,
      variables: [
        { name: 'a', kind: 'integer', min: 0, max: 1, when: { b: ['x'] } },
        { name: 'b', kind: 'categorical', levels: ['x', 'y'], when: { a: { min: 2 } } },
        { name: 'c', kind: 'integer', min: 0, max: 2, when: { b: ['z'], a: ['x'] } },
        { name: 'd', kind: 'continuous', min: 0, max: 1, scale: 'linear', when: { c: {} } },
        { name: 'e', kind: 'integer', min: 0, max: 2, when: { d: { min: 0.5 } } },
      ],
      constraints: [],
    };
    expect(() => layOut(faulty)).toThrow(
      /a, when: no variable above it is called b; b, when: a is 0 to 1, never within 2 to Infinity; c, when: b has no z; it has x, y; c, when: expected min or max of a; e, when: d is continuous/,
    );
  });
});
