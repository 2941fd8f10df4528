/** What a design of a campaign rests on: its space, and everything that was measured of its recipes. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import { programsOf, tablesOf } from '../../config/sources.js';
import type { DesignRequest } from '../../planner/design/request.js';
import { FIGURE_UNITS } from '../analysis/figure.js';
import { REPLICATE_SHARE, REPLICATES_KNOWN, STAGES, triedRecipes } from '../campaign/history.js';
import { plannerSpace } from '../campaign/search-space.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import { askables, type Askable } from './askable.js';

export interface Material {
  /** What it was learned from, in words. */
  readonly about: string;
  readonly askable: readonly Askable[];
  readonly known: Omit<DesignRequest, 'targets' | 'count' | 'seed'>;
  /** What of it was left out, one sentence each. */
  readonly notes: readonly string[];
}

/** Every figure of merit of the record can be asked for, not only what the campaign aims for. */
export async function materialOf(db: Knex, campaignId: string, config: CampaignConfig): Promise<Material> {
  const quantities = Object.keys(FIGURE_UNITS);
  const experiments = await experimentsOf(db, campaignId);
  const observations = await observationsOf(db, campaignId, quantities);
  const tried = triedRecipes({ experiments, observations }, quantities);
  const results = tried.observations.flatMap(({ results: own }) =>
    Object.entries(own)
      .filter(([, { censored }]) => censored === undefined)
      .map(([name, { value }]) => ({ name, value, unit: unitOf(name) })),
  );
  return {
    about: `${config.name}: ${tried.observations.length} recipes measured, ${tried.failures.length} failed`,
    askable: askables(results).sort((a, b) => quantities.indexOf(a.name) - quantities.indexOf(b.name)),
    known: {
      ...{ space: plannerSpace(config), ...tried, stages: STAGES },
      ...{ replicateShare: REPLICATE_SHARE, replicatesKnown: REPLICATES_KNOWN },
    },
    notes: othersOf(config).map((name) => `${name} is not heard: a design is learned from cells alone`),
  };
}

/** Sources of the campaign that are not its cells. */
function othersOf(config: CampaignConfig): string[] {
  return [...tablesOf(config), ...programsOf(config)].map(({ name }) => name);
}

function unitOf(name: string): string | undefined {
  return (FIGURE_UNITS as Readonly<Record<string, string>>)[name];
}
