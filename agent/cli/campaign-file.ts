/** A campaign as its file says it, with the tables it names: everything read and checked before anything is started. */
import { dirname } from 'node:path';
import type { CampaignConfig } from '../../config/campaign.js';
import type { LabConfig } from '../../config/lab.js';
import { readCampaign } from '../campaign/read-campaign.js';
import { readTables, type ReadTable } from '../sources/read-tables.js';

export interface CampaignFile {
  readonly config: CampaignConfig;
  /** Where its relative paths begin. */
  readonly folder: string;
  readonly tables: readonly ReadTable[];
}

/**
 * @param lab when given, the campaign must also fit this lab
 * @throws {ConfigError} for the campaign, {TablesError} for its tables, each with everything that is wrong
 */
export async function openCampaignFile(path: string, lab?: LabConfig): Promise<CampaignFile> {
  const config = await readCampaign(path, lab);
  const folder = dirname(path);
  return { config, folder, tables: await readTables(config, folder) };
}
