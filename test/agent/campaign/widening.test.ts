import { afterEach, describe, expect, it } from '@jest/globals';
import { storedEvents } from '../../../agent/record/replay.js';
import type { Proposal } from '../../../planner/proposal.js';
import type { PlanRequest } from '../../../planner/request.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, aProposal, openAgent } from './an-agent.js';
import { FakeLab } from './fake-lab.js';

const folder = new RecordFolder();
afterEach(() => folder.remove());

/** Foretells 90 % with a standard deviation of 0.5, or as much wider as it is told to. */
function sure({ widening, observations }: PlanRequest): Proposal {
  const factor = widening?.['capacity_retention'] ?? 1;
  return {
    ...aProposal({ 'additive.VC': (observations.length + 1) / 10 }),
    predictions: [{ mean: 90, sdModel: 0.4 * factor, sdNoise: 0.3 * factor }],
    ...(widening && { widening }),
  };
}

describe('a campaign whose predictions are too sure', () => {
  it('widens them once chance no longer explains what came out, and says so once', async () => {
    const lab = new FakeLab();
    let value = 88;
    lab.valueOf = () => (value = 180 - value);
    const { campaign, planner, record } = await openAgent(folder, lab, aCampaign(9, 1));
    planner.propose = (request) => {
      planner.requests.push(request);
      return Promise.resolve([sure(request)]);
    };
    await campaign.run(new AbortController().signal);
    const factors = planner.requests.map(({ widening }) => widening?.['capacity_retention'] ?? 1);
    expect(factors.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
    expect(factors[8]).toBeGreaterThan(1.5);
    const notices: string[] = [];
    for await (const { kind, body } of storedEvents(record.db)) if (kind === 'notice') notices.push(body);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('predictions are widened by');
  });
});
