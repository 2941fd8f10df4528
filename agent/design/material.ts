/** What a design of a campaign rests on: its space, and everything that is known of its recipes. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import type { DesignRequest } from '../../planner/design/request.js';
import { FIGURE_UNITS } from '../analysis/figure.js';
import { REPLICATE_SHARE, REPLICATES_KNOWN, STAGES, triedRecipes } from '../campaign/history.js';
import { plannerSpace } from '../campaign/search-space.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import {
  knownElsewhere,
  missingIn,
  recordedSources,
  type RecordedSource,
} from '../sources/recorded-sources.js';
import { counted } from '../tables/counted.js';
import { askables, resultsIn, type Askable } from './askable.js';

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
  const tried = triedRecipes(
    { experiments, observations: await observationsOf(db, campaignId, quantities) },
    quantities,
  );
  const sources = await recordedSources(db, campaignId, config);
  const elsewhere = knownElsewhere(sources);
  const observations = [...tried.observations, ...elsewhere.observations];
  const { lowFidelity } = elsewhere;
  const results = resultsIn({ observations, lowFidelity }).map((one) => ({ ...one, unit: unitOf(one.name) }));
  const own = `${config.name}: ${tried.observations.length} recipes measured, ${tried.failures.length} failed`;
  return {
    about: [own, ...sources.flatMap(inWords)].join('; '),
    askable: askables(results).sort((a, b) => quantities.indexOf(a.name) - quantities.indexOf(b.name)),
    known: {
      ...{ space: plannerSpace(config), failures: tried.failures, stages: STAGES, observations, lowFidelity },
      ...{ replicateShare: REPLICATE_SHARE, replicatesKnown: REPLICATES_KNOWN },
    },
    notes: missingIn(sources),
  };
}

function inWords({ name, observations = [] }: RecordedSource): string[] {
  return observations.length === 0 ? [] : [`${counted(observations.length, 'recipe')} of ${name}`];
}

function unitOf(name: string): string | undefined {
  return (FIGURE_UNITS as Readonly<Record<string, string>>)[name];
}
