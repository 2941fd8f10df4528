/** All of a campaign so far, as planner and rules look at it. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import { quantitiesToPlan, type History } from './history.js';
import { measuredBy } from './measured-by.js';

/** With the observations that a plan is made from. */
export async function readHistory(db: Knex, campaignId: string, config: CampaignConfig): Promise<History> {
  return {
    experiments: await experimentsOf(db, campaignId),
    observations: await observationsOf(db, campaignId, quantitiesToPlan(config)),
    measuredBy: await measuredBy(db, campaignId),
  };
}
