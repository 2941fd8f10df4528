import { describe, expect, it } from '@jest/globals';
import { heldOutByGp } from '../../../planner/experts/held-out-gp.js';
import type { PlanRequest } from '../../../planner/request.js';
import { campaignAfter } from './campaign.js';

const request = campaignAfter(20);
const groups = Int32Array.from(request.findings!.keys());

function mean(logs: readonly (number | undefined)[]): number {
  const known = logs.filter((one) => one !== undefined);
  return known.reduce((sum, one) => sum + one, 0) / known.length;
}

describe('how likely the Gaussian process finds results that it had not seen', () => {
  it('is asked of the laboratory: that others are biased does not make its own results less likely', async () => {
    const others = campaignAfter(40).findings!.slice(20);
    const told: PlanRequest = {
      ...request,
      observations: [
        ...request.observations.map((one) => ({ ...one, source: 'cells' })),
        ...others.map(({ parameters, results }) => ({
          ...{ parameters, source: 'paper' },
          results: { loss: { value: results['loss']! + 5 } },
        })),
      ],
      sources: [{ name: 'cells', cost: 1, fidelity: 'high' }],
    };
    const [[alone], [together]] = await Promise.all([
      heldOutByGp(request, groups),
      heldOutByGp(told, groups),
    ]);
    expect(together).toHaveLength(20);
    expect(mean(together!)).toBeGreaterThan(mean(alone!));
  });

  it('is not asked of results of others', async () => {
    const [first, ...rest] = request.findings!;
    const findings = [{ ...first!, source: 'paper' }, ...rest];
    const [logs] = await heldOutByGp({ ...request, findings }, groups);
    expect(logs![0]).toBeUndefined();
    expect(logs!.slice(1).every((one) => one !== undefined)).toBe(true);
  });
});
