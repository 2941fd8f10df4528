/** All of a campaign so far, as planner and rules look at it. */
import type { Knex } from 'knex';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import type { History } from './history.js';
import { measuredBy } from './measured-by.js';

/** @param quantities whose observations are wanted */
export async function readHistory(
  db: Knex,
  campaignId: string,
  quantities: readonly string[],
): Promise<Required<History>> {
  return {
    experiments: await experimentsOf(db, campaignId),
    observations: await observationsOf(db, campaignId, quantities),
    measuredBy: await measuredBy(db, campaignId),
  };
}
