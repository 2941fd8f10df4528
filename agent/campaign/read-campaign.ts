import type { CampaignConfig } from '../../config/campaign.js';
import type { LabConfig } from '../../config/lab.js';
import { loadCampaign } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';
import { emptinessOf } from '../../planner/space/emptiness.js';
import { plannerSpace } from './search-space.js';

/**
 * A campaign of which some recipe can be proposed.
 * @throws {ConfigError} with every problem of the file, or with the constraints that exclude each other
 */
export async function readCampaign(file: string, lab?: LabConfig): Promise<CampaignConfig> {
  const campaign = await loadCampaign(file, lab);
  const why = emptinessOf(plannerSpace(campaign));
  if (why !== undefined) throw ConfigError.ofFile(file, 'a space with at least one recipe', why);
  return campaign;
}
