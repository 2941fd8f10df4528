import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { historyOf } from '../../../planner/history.js';
import { dataHashOf } from '../../../planner/initial-design.js';
import { fitModels } from '../../../planner/models.js';
import { candidates } from '../../../planner/propose.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { campaignAfter } from './campaign.js';

const { findings: _, ...request } = campaignAfter(6);
const point = campaignAfter(9).observations[8]!.parameters;
const LAZY = { samples: 1, perturbations: 0, climbs: 0, draws: 8 };

describe('points that a request brings along', () => {
  it('are looked at beside those that the search finds', () => {
    const history = historyOf({ ...request, candidates: [point] });
    const tools = { history, models: fitModels(history, []), sampler: new Sampler(history.layout) };
    const found = candidates(tools, [], seededRng('search'), LAZY);
    expect(found).toHaveLength(2);
    expect(found.map(({ parameters }) => parameters)).toContainEqual(point);
  });

  it('count among the data that a proposal depends on; findings do not', () => {
    expect(dataHashOf({ ...request, candidates: [point] })).not.toBe(dataHashOf(request));
    expect(dataHashOf(campaignAfter(6))).toBe(dataHashOf(request));
  });
});
