/** The planner with a cheap source beside its cells: the equations of film growth, wrong on purpose. */
import { recipeAt } from '../../agent/campaign/search-space.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { plan } from '../../planner/plan.js';
import type { Observation, Source } from '../../planner/request.js';
import type { Parameters } from '../../planner/space/space.js';
import { forecastFilm } from '../../simulators/world/ladder/film-kinetics.js';
import { requestOf, type Chooser } from '../loop/campaigns.js';

const CELL = 'cell';
const MODEL = 'film kinetics';
/** Of a cell: what a campaign of 24 may spend on estimates is no more than half a cell. */
const COST = 0.01;
const MOST_ESTIMATES = 50;

/** Buys estimates until the next cell is worth more. They are free of the campaign's budget of cells. */
export function withCheapSource(campaign: CampaignConfig): Chooser {
  const estimates: Observation[] = [];
  return ({ observations, failures }, seed) => {
    for (;;) {
      const cells = observations.map((one) => ({ ...one, source: CELL }));
      const isSpent = estimates.length >= MOST_ESTIMATES;
      const proposal = plan({
        ...requestOf(campaign, { observations: [...cells, ...estimates], failures, findings: [] }, seed),
        sources: offered(isSpent),
        ...(isSpent && { lowFidelity: [MODEL] }),
      })[0]!;
      if (proposal.source !== MODEL) return proposal;
      estimates.push(estimateOf(campaign, proposal.parameters));
    }
  };
}

function offered(isSpent: boolean): Source[] {
  const cell = { name: CELL, cost: 1, fidelity: 'high' } as const;
  return isSpent ? [cell] : [cell, { name: MODEL, cost: COST, fidelity: 'low' }];
}

function estimateOf(campaign: CampaignConfig, parameters: Parameters): Observation {
  const { fade } = forecastFilm(recipeAt(campaign, parameters));
  const value = 100 * (1 - fade);
  return { parameters, source: MODEL, results: { capacity_retention: { value } } };
}
