import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { bentBounds, bentObservations, scalesOf } from '../../../planner/design/bent-scales.js';
import { historyOf } from '../../../planner/history.js';
import type { PlanRequest } from '../../../planner/planner.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { STRAIGHT, Warp } from '../../../planner/surrogate/warp.js';
import { cube } from '../space/spaces.js';

const space = cube(2);
const layout = layOut(space);
const sampler = new Sampler(layout);
const rng = seededRng('bent scales');

const request: PlanRequest = {
  space,
  objectives: ['smooth', 'steep'].map((name) => ({ name, direction: 'minimise' })),
  observations: Array.from({ length: 30 }, () => {
    const u = sampler.draw(rng);
    const smooth = Math.sin(5 * u[0]!) + Math.cos(4 * u[1]!);
    return {
      parameters: toParameters(layout, u),
      results: { smooth: { value: smooth }, steep: { value: Math.exp(4 * smooth), sd: 0.5 } },
    };
  }),
  ...{ failures: [], pending: [], count: 1, seed: 1, n0: 0 },
};

describe('the scales on which quantities are modelled', () => {
  const scales = scalesOf({}, historyOf(request));

  it('are their own, unless another makes the results much likelier', () => {
    expect(scales[0]).toBe(STRAIGHT);
    expect(scales[1]!.power).toBeLessThan(0.5);
  });

  it('have a place for whatever may be foretold on them', () => {
    for (const far of [-30, 30]) expect(Number.isFinite(scales[1]!.from(far))).toBe(true);
  });

  it('take results with their uncertainty, in proportion to how steep they are', () => {
    const bent = bentObservations(request, scales);
    bent.forEach(({ results }, i) => {
      const { smooth, steep } = request.observations[i]!.results;
      expect(results['smooth']!.value).toBe(smooth!.value);
      expect(results['steep']!.value).toBe(scales[1]!.at(steep!.value));
      const [high, low] = [steep!.value + 1e-4, steep!.value - 1e-4].map((value) => scales[1]!.at(value));
      expect(results['steep']!.sd! / 0.5 / ((high! - low!) / 2e-4)).toBeCloseTo(1, 4);
    });
  });
});

describe('bounds on a bent scale', () => {
  const scale = new Warp(0, 1, 2);

  it('are where values at them are', () => {
    expect(bentBounds({ name: 'a', min: 3, max: 5 }, scale)).toEqual({
      ...{ name: 'a', min: scale.at(3), max: scale.at(5) },
    });
  });

  it('stay open where they were', () => {
    expect(bentBounds({ name: 'a', min: 3 }, scale)).toEqual({ name: 'a', min: scale.at(3) });
    expect(bentBounds({ name: 'a', min: -Infinity, max: 5 }, scale)).toEqual({
      ...{ name: 'a', min: -Infinity, max: scale.at(5) },
    });
  });
});
