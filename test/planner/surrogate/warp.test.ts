import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { FOR_SEARCH, FOR_TELLING, normalisingWarps, Warp } from '../../../planner/surrogate/warp.js';

const rng = seededRng('warp');
const normals = Array.from({ length: 300 }, () => rng.normal());

const power = fc.double({ min: -1, max: 3, noNaN: true });
const value = fc.double({ min: -20, max: 20, noNaN: true });

describe('a warp', () => {
  it('keeps the order of values', () => {
    fc.assert(
      fc.property(power, value, value, (p, a, b) => {
        const warp = new Warp(p, 1, 2);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        return high - low < 1e-9 || warp.at(low) < warp.at(high);
      }),
    );
  });

  it('has an inverse, for powers from 0 to 2 of every number', () => {
    const endless = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(endless, value, (p, at) => {
        const warp = new Warp(p, 1, 2);
        return Math.abs(warp.from(warp.at(at)) - at) < 1e-6 && Number.isFinite(warp.from(3 * at));
      }),
    );
    const ended = new Warp(-1, 0, 1);
    expect(ended.from(ended.at(4))).toBeCloseTo(4, 12);
    expect(ended.from(1)).toBe(Infinity);
  });

  it('tells the logarithm of its slope', () => {
    fc.assert(
      fc.property(power, value, (p, at) => {
        const warp = new Warp(p, 1, 2);
        const slope = (warp.at(at + 1e-5) - warp.at(at - 1e-5)) / 2e-5;
        return Math.abs(Math.log(slope) - warp.logSlopeAt(at)) < 1e-4;
      }),
    );
  });

  it('of power 1 only shifts and scales, of 0 is a logarithm above the centre, of 2 one below it', () => {
    expect(new Warp(1, 3, 2).at(7)).toBeCloseTo(2, 12);
    expect(new Warp(0, 0, 1).at(Math.E - 1)).toBeCloseTo(1, 12);
    expect(new Warp(2, 0, 1).at(1 - Math.E)).toBeCloseTo(-1, 12);
  });
});

describe('the warps that make values normal', () => {
  const aboutTheMean = { ...FOR_SEARCH, centres: FOR_TELLING.centres };
  const fromTheMean = (values: readonly number[]): Warp => normalisingWarps(values, aboutTheMean)[0]!;

  it('leave them when they are', () => {
    expect(Math.abs(fromTheMean(normals).power - 1)).toBeLessThan(0.15);
  });

  it('draw in the long tail, on whichever side it is', () => {
    expect(fromTheMean(normals.map(Math.exp)).power).toBeLessThan(0);
    expect(fromTheMean(normals.map((z) => -Math.exp(z))).power).toBeGreaterThan(2);
  });

  it('have nothing to do with the unit of the values', () => {
    const values = normals.map((z) => (z + 3) ** 2);
    const [ones, others] = [
      normalisingWarps(values, FOR_SEARCH),
      normalisingWarps(
        values.map((v) => 1e6 * v - 5),
        FOR_SEARCH,
      ),
    ];
    others.forEach(({ power }, k) => {
      expect(power).toBeCloseTo(ones[k]!.power, 4);
    });
  });

  it('are one that leaves them where they are all alike', () => {
    expect(normalisingWarps([4, 4, 4, 4, 4], FOR_SEARCH).map(({ power }) => Math.round(power))).toEqual([1]);
  });

  it('lay out values that span decades evenly, from the least on', () => {
    const fromTheLeast = normalisingWarps(
      Array.from({ length: 60 }, (_, i) => 10 ** (i / 6)),
      FOR_SEARCH,
    ).at(-1)!;
    const steps = [1e2, 1e4, 1e6, 1e8].map((value) => fromTheLeast.at(100 * value) - fromTheLeast.at(value));
    expect(Math.max(...steps)).toBeLessThan(3 * Math.min(...steps));
  });

  it('tell apart what lies before a cliff, however high it is', () => {
    for (const height of [1e2, 1e4, 1e6]) {
      const values = normals.map((z, i) => (i % 4 === 0 ? height + z : z));
      const [warp] = normalisingWarps(values, FOR_SEARCH);
      const [best, middle, worst] = [-1.5, 0, height].map((value) => warp!.at(value));
      expect((middle! - best!) / (worst! - middle!)).toBeGreaterThan(0.3);
    }
  });

  it('are about the mean alone where the best are as far from the rest as in a normal distribution', () => {
    expect(normalisingWarps(normals, FOR_SEARCH)).toHaveLength(1);
  });
});
