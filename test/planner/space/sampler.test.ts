import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { squaredDistance } from '../../../planner/linalg/vector.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { cube, mixture, spaces } from './spaces.js';

const seeds = fc.integer({ min: 0, max: 1e6 });

describe('direct sampling', () => {
  it('only gives points that satisfy every bound, sum, step and constraint', () => {
    fc.assert(
      fc.property(spaces, seeds, (space, seed) => {
        const layout = layOut(space);
        const sampler = new Sampler(layout);
        const rng = seededRng(seed);
        for (let i = 0; i < 5; i++) {
          expect(reasonsOutside(layout, toParameters(layout, sampler.draw(rng)))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('perturbs a point without leaving the space, at any scale', () => {
    fc.assert(
      fc.property(spaces, seeds, fc.constantFrom(1, 0.3, 0.01), (space, seed, scale) => {
        const layout = layOut(space);
        const sampler = new Sampler(layout);
        const rng = seededRng(seed);
        let u = sampler.draw(rng);
        for (let i = 0; i < 5; i++) {
          u = sampler.perturb(u, scale, rng);
          expect(reasonsOutside(layout, toParameters(layout, u))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('draws a mixture of 12 components with at most 4 present as fast as it is asked', () => {
    const layout = layOut(mixture(12, 4));
    const sampler = new Sampler(layout);
    const rng = seededRng(1);
    const before = process.cpuUsage().user;
    const present = Array.from(
      { length: 2000 },
      () =>
        Object.values(toParameters(layout, sampler.draw(rng))).filter((value) => Number(value) > 0).length,
    );
    expect((process.cpuUsage().user - before) / 2000).toBeLessThan(1000);
    expect(new Set(present)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('favours none of components that bounds and constraints treat alike, although all samples are pulled inside', () => {
    const components = Array.from({ length: 6 }, (_, k) => ({ name: `c${k}`, min: 0, max: 0.6 }));
    const layout = layOut({
      blocks: [{ name: 'x', components, maxComponents: 6 }],
      variables: [{ name: 't', kind: 'continuous', min: 0, max: 1, scale: 'linear' }],
      constraints: [
        { terms: { 'x.c0': 1, 'x.c1': 1 }, max: 0.25 },
        { terms: { 'x.c2': 1, t: -0.5 }, min: 0 },
      ],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(1);
    const samples = Array.from({ length: 2000 }, () => sampler.draw(rng));
    const means = [3, 4, 5].map((k) => samples.reduce((sum, u) => sum + u[k]! / samples.length, 0));
    expect(Math.max(...means) - Math.min(...means)).toBeLessThan(0.03);
  });

  it('spreads a full mixture evenly over the simplex: every fraction has the mean and variance of Dirichlet(1)', () => {
    const layout = layOut({
      ...mixture(4),
      blocks: [
        {
          ...mixture(4).blocks[0]!,
          components: mixture(4).blocks[0]!.components.map((c) => ({ ...c, min: 1e-4 })),
        },
      ],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(3);
    const draws = Array.from({ length: 4000 }, () => sampler.draw(rng)[2]!);
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.25, 1.5);
    expect(variance).toBeCloseTo(3 / 80, 2);
  });

  it('draws components that are absent or dispensed as they can be, and visits both from either', () => {
    const components = ['a', 'b', 'c'].map((name) => ({ name, min: 0, max: 1, least: 0.2 }));
    const layout = layOut({
      blocks: [{ name: 'x', components, maxComponents: 3 }],
      variables: [],
      constraints: [],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(1);
    let u = sampler.draw(rng);
    const numbers = new Set<number>();
    for (let i = 0; i < 200; i++) {
      u = sampler.perturb(u, 0.1, rng);
      const present = [...u].filter((share) => share > 0);
      expect(present.every((share) => share >= 0.2 - 1e-9)).toBe(true);
      numbers.add(present.length);
    }
    expect(numbers).toEqual(new Set([1, 2, 3]));
  });

  it('finds the sliver that two constraints leave of a cube', () => {
    const layout = layOut({
      blocks: [],
      variables: ['a', 'b', 'c'].map((name) => ({
        name,
        kind: 'continuous',
        min: 0,
        max: 10,
        scale: 'linear',
      })),
      constraints: [
        { terms: { a: 1, b: 1 }, min: 15, max: 15.01 },
        { terms: { b: 1, c: -1 }, min: 2, max: 2 },
      ],
    });
    const point = toParameters(layout, new Sampler(layout).draw(seededRng(0)));
    expect(reasonsOutside(layout, point)).toEqual([]);
  });

  it('has the components without which a constraint is out of reach, however few may be present', () => {
    const base = mixture(12, 4);
    const layout = layOut({
      ...base,
      constraints: [0, 3, 7, 11].map((k) => ({ terms: { [`x.c${k}`]: 1 }, min: 0.1 })),
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(5);
    for (let i = 0; i < 20; i++)
      expect(reasonsOutside(layout, toParameters(layout, sampler.draw(rng)))).toEqual([]);
  });

  it.each([1e-9, 1e-3, 1e12])('keeps constraints in whatever unit: ranges of %d', (size) => {
    const names = ['a', 'b', 'c'];
    const layout = layOut({
      blocks: [],
      variables: names.map((name) => ({ name, kind: 'continuous', min: 0, max: size, scale: 'linear' })),
      constraints: [
        { terms: { a: 1, b: 1, c: 1 }, max: size / 2 },
        { terms: { a: 1, b: -1 }, min: size / 10, max: size / 10 },
      ],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(6);
    for (let i = 0; i < 20; i++) {
      const { a, b, c } = toParameters(layout, sampler.draw(rng)) as Record<string, number>;
      expect((a! + b! + c!) / size).toBeLessThan(0.5 + 1e-5);
      expect((a! - b!) / size).toBeCloseTo(0.1, 5);
    }
  });

  it.each([0.1, 1e-3, 1e-6])('spreads over a sum that may vary by %d as over one that is exact', (width) => {
    const names = ['a', 'b', 'c', 'd'];
    const layout = layOut({
      ...cube(0),
      variables: names.map((name) => ({ name, kind: 'continuous', min: 0, max: 1, scale: 'linear' })),
      constraints: [{ terms: { a: 1, b: 1, c: 1, d: 1 }, min: 1 - width / 2, max: 1 + width / 2 }],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(7);
    const points = Array.from({ length: 400 }, () => sampler.draw(rng));
    // Dirichlet(1) of four: sd 0.194.
    for (const k of names.keys()) {
      expect(sdOf(points.map((u) => u[k]!))).toBeGreaterThan(0.17);
      expect(sdOf(points.map((u) => u[k]!))).toBeLessThan(0.22);
    }
    const steps = points.map((u) => squaredDistance(u, sampler.perturb(u, 0.1, rng)));
    expect(steps.filter((step) => step > 0.02 ** 2).length).toBeGreaterThan(200);
  });

  it('finds what two nearly parallel constraints leave', () => {
    const layout = layOut({
      ...cube(2),
      constraints: [
        { terms: { u0: 1, u1: 1 }, min: 1 },
        { terms: { u0: 1, u1: 1.00001 }, max: 1.000005 },
      ],
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(8);
    const points = Array.from({ length: 50 }, () => sampler.draw(rng));
    expect(Math.max(...points.map((u) => u[0]!)) - Math.min(...points.map((u) => u[0]!))).toBeGreaterThan(
      0.3,
    );
  });

  it('leaves a point between walls that are the same but for rounding', () => {
    const layout = layOut({
      ...cube(3),
      constraints: [1, 1 + 1e-11, 1 - 1e-11].map((weight) => ({ terms: { u0: 1, u1: weight }, max: 1 })),
    });
    const sampler = new Sampler(layout);
    const rng = seededRng(9);
    const corner = Float64Array.of(0.5, 0.5, 0.5);
    const near = Array.from({ length: 200 }, () => sampler.perturb(corner, 0.1, rng));
    expect(sdOf(near.map((u) => u[0]!))).toBeGreaterThan(0.02);
    for (const u of near) expect(reasonsOutside(layout, toParameters(layout, u))).toEqual([]);
  });

  it('says which constraints leave no point together', () => {
    const layout = layOut({
      ...mixture(3),
      constraints: [{ terms: { 'x.c0': 1, 'x.c1': 1, 'x.c2': 1 }, max: 0.9 }],
    });
    expect(() => new Sampler(layout).draw(seededRng(0))).toThrow(
      /no point satisfies all constraints together: x.c0 \+ x.c1 \+ x.c2 <= 0.9, the fractions of x sum to 1 contradict/,
    );
  });
});

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
