/** What an agent is started with: configurations that were read and checked, places and clocks. */
import type { CampaignConfig } from '../config/campaign.js';
import type { Clock } from '../core/clock.js';
import type { ReadTable } from './sources/read-tables.js';
import type { LabSetting } from './operations/lab-instruments.js';

export interface AgentSetup extends LabSetting {
  readonly campaign: CampaignConfig;
  readonly seed: string;
  /** Where relative paths of the campaign begin. */
  readonly campaignFolder: string;
  /** Read and checked. */
  readonly tables: readonly ReadTable[];
  /** Lab time. */
  readonly labClock: Clock;
  /** Ends start-up early. */
  readonly signal: AbortSignal;
  /** What went wrong beside the record: one line for people. */
  readonly onTrouble: (error: Error) => void;
  readonly onProgress: (jobId: string, share: number) => void;
}
