/** The planner that a campaign asked for, with what it needs of the agent. */
import { join } from 'node:path';
import { PlannerClient, type PlanService } from '../../planner/client.js';
import { ExpertClient } from '../../planner/experts/expert-client.js';
import { MixedPlanner } from '../../planner/experts/mixed-planner.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';

/** Beside the record: a training that can be done again is no part of it. */
const FOLDER = 'generative';

export function makePlanner(
  { campaign, data, link, onTrouble }: Pick<AgentSetup, 'campaign' | 'data' | 'link' | 'onTrouble'>,
  record: Pick<LabRecord, 'append'>,
): PlanService {
  const planner = new PlannerClient(link);
  const hearing = campaign.planner.generative;
  if (hearing === 'off') return planner;
  const onNotice = (text: string): void => {
    record
      .append({ kind: 'notice', subject: 'planner', body: { level: 'warning', text } })
      .catch((cause: unknown) => {
        onTrouble(new Error(`${text} (and the record did not take it: ${String(cause)})`, { cause }));
      });
  };
  const expert = new ExpertClient(link, { learning: { hearing, folder: join(data, FOLDER) }, onNotice });
  return new MixedPlanner(planner, expert, link);
}
