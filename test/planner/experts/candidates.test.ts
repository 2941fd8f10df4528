import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { historyOf } from '../../../planner/history.js';
import { dataHashOf } from '../../../planner/initial-design.js';
import { fitModels } from '../../../planner/models.js';
import { candidates } from '../../../planner/propose.js';
import type { Parameters } from '../../../planner/space/space.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { campaignAfter } from './campaign.js';

const { findings: _, ...request } = campaignAfter(6);
const point = campaignAfter(9).observations[8]!.parameters;

describe('points that a request brings along', () => {
  it('are looked at beside those that the search finds', () => {
    const found = (brought: readonly Parameters[], seed: string): readonly Parameters[] => {
      const history = historyOf({ ...request, candidates: brought });
      const tools = { history, models: fitModels(history, []), sampler: new Sampler(history.layout) };
      return candidates(tools, [], seededRng(seed)).map(({ parameters }) => parameters);
    };
    const best = found([], 'search')[0]!;
    expect(found([], 'another')).not.toContainEqual(best);
    expect(found([best], 'another')).toContainEqual(best);
  });

  it('count among the data that a proposal depends on; findings do not', () => {
    expect(dataHashOf({ ...request, candidates: [point] })).not.toBe(dataHashOf(request));
    expect(dataHashOf(campaignAfter(6))).toBe(dataHashOf(request));
  });
});
