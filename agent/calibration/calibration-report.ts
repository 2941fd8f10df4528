/** How far the predictions of a campaign can be believed, from its record. */
import type { Knex } from 'knex';
import type { CampaignConfig } from '../../config/campaign.js';
import { calibrationOf, type Calibration } from '../../planner/calibration/report.js';
import { wantedQuantities } from '../campaign/kept-outcomes.js';
import { readHistory } from '../campaign/read-history.js';
import { reasonsOf } from '../record/experiments.js';
import { foretoldBefore, type Told } from './foretold.js';

export interface CalibrationReport {
  readonly campaign: string;
  /** UCUM, by objective. */
  readonly units: Readonly<Record<string, string>>;
  /** Of predictions made before each experiment. */
  readonly before: Calibration;
}

export async function toldOf(
  db: Knex,
  campaignId: string,
  config: Pick<CampaignConfig, 'objectives' | 'outcomes'>,
): Promise<Told> {
  const history = await readHistory(db, campaignId, wantedQuantities(config));
  return { ...history, reasons: await reasonsOf(db, campaignId) };
}

export async function calibrationReport(
  db: Knex,
  campaignId: string,
  config: CampaignConfig,
): Promise<CalibrationReport> {
  return {
    campaign: config.name,
    units: Object.fromEntries(config.objectives.map(({ quantity, unit }) => [quantity, unit])),
    before: calibrationOf(foretoldBefore(config, await toldOf(db, campaignId, config))),
  };
}
