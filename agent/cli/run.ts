/** One run of the agent, from reading the configuration to the summary. */
import type { CampaignConfig } from '../../config/campaign.js';
import { loadLabToStart } from '../../config/elsewhere.js';
import { openCampaignFile } from './campaign-file.js';
import { withLab } from './held-lab.js';

export interface RunOptions {
  readonly lab: string;
  readonly campaign: string;
  readonly data: string;
  readonly seed?: string;
  readonly speed?: number;
  readonly experiments?: number;
  readonly report?: string;
  /** Takes back what a person said before this start. */
  readonly resume?: boolean;
}

export async function run(options: RunOptions): Promise<number> {
  const config = await loadLabToStart(options.lab, process.env);
  const opened = await openCampaignFile(options.campaign, config);
  const campaign = { ...opened, config: withBudget(opened.config, options.experiments) };
  // The agent and its protocol stacks load while a simulated lab starts in processes of its own.
  const loading = import('./session.js');
  return withLab(config, options, async (lab) => (await loading).runOn(lab, { options, campaign }));
}

function withBudget(campaign: CampaignConfig, experiments: number | undefined): CampaignConfig {
  return experiments === undefined ? campaign : { ...campaign, budget: { ...campaign.budget, experiments } };
}
