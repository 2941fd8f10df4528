/** All of a campaign so far, as planner and rules look at it. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import type { History } from './history.js';
import { wantedQuantities } from './kept-outcomes.js';
import { measuredBy } from './measured-by.js';

/** With the observations of what the campaign aims for and bounds. */
export async function readHistory(db: Knex, campaignId: string, config: CampaignConfig): Promise<History> {
  return {
    experiments: await experimentsOf(db, campaignId),
    observations: await observationsOf(db, campaignId, wantedQuantities(config)),
    measuredBy: await measuredBy(db, campaignId),
  };
}
