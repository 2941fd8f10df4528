import { seededRng } from '../../../core/rng.js';
import type { Finding, PlanRequest } from '../../../planner/request.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { cube } from '../space/spaces.js';

const space = cube(3);

/** A small network, which learns within a second or two. */
export const SMALL = {
  ...{
    members: 2,
    hidden: 10,
    latent: 2,
    batch: 16,
    steps: 24,
    warmUpSteps: 6,
    evaluateEvery: 6,
    draws: 4,
  },
};

/** A campaign after `count` recipes: the loss is a bowl, and the impedance goes with it. */
export function campaignAfter(count: number): PlanRequest {
  const findings = findingsOf(count);
  return {
    space,
    objectives: [{ name: 'loss', direction: 'minimise' }],
    observations: findings.map(({ parameters, results }) => ({
      parameters,
      results: { loss: { value: results['loss']! } },
    })),
    failures: [],
    pending: [],
    count: 1,
    seed: `after ${count}`,
    n0: 4,
    findings,
  };
}

function findingsOf(count: number): Finding[] {
  const layout = layOut(space);
  const sampler = new Sampler(layout);
  const rng = seededRng('campaign');
  return Array.from({ length: count }, () => {
    const u = sampler.draw(rng);
    const loss = u.reduce((sum, value) => sum + (value - 0.4) ** 2, 0) + 0.02 * rng.normal();
    return {
      parameters: toParameters(layout, u),
      results: { loss },
      measured: { impedance: { film: 20 + 30 * loss + rng.normal(), ohmic: 3 } },
      succeeded: true,
    };
  });
}
