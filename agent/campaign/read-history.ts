/** A campaign so far, out of the record. */
import type { CampaignConfig } from '../../config/campaign.js';
import { experimentsOf, observationsOf } from '../record/experiments.js';
import type { LabRecord } from '../record/record.js';
import type { History } from './history.js';
import { wantedQuantities } from './kept-outcomes.js';

/** With the observations of what the campaign aims for and bounds. */
export async function readHistory(
  { db }: LabRecord,
  campaignId: string,
  config: CampaignConfig,
): Promise<History> {
  const observations = await observationsOf(db, campaignId, wantedQuantities(config));
  return { experiments: await experimentsOf(db, campaignId), observations };
}
