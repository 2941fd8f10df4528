import { describe, expect, it } from '@jest/globals';
import { plan } from '../../planner/plan.js';
import type { Proposal } from '../../planner/proposal.js';
import type { PlanRequest } from '../../planner/request.js';
import { measurementSd } from '../../planner/prediction.js';
import { cube } from './space/spaces.js';

const points = Array.from({ length: 8 }, (_, k) => ({ u0: k / 7, u1: ((3 * k) % 7) / 7 }));
const request: PlanRequest = {
  space: cube(2),
  objectives: [{ name: 'gain', direction: 'maximise' }],
  observations: points.map((parameters) => ({
    parameters,
    results: { gain: { value: parameters.u0 ** 2 } },
  })),
  failures: [],
  pending: [],
  among: [{ u0: 0.33, u1: 0.9 }],
  count: 1,
  seed: 1,
  n0: 4,
};

describe('a request whose earlier predictions were too narrow', () => {
  const [plain, wide] = [{}, { widening: { gain: 2 } }].map((more) => plan({ ...request, ...more })[0]!);
  const foretold = ({ predictions }: Proposal) => predictions![0]!;

  it('is answered with the same mean and wider', () => {
    expect(foretold(wide!).mean).toBeCloseTo(foretold(plain!).mean, 6);
    expect(measurementSd(foretold(wide!)) / measurementSd(foretold(plain!))).toBeCloseTo(2, 3);
  });

  it('says so among its reasons', () => {
    expect(wide!.widening).toEqual({ gain: 2 });
    expect(plain).not.toHaveProperty('widening');
    expect(wide!.modelHash).not.toBe(plain!.modelHash);
  });
});
