/** What the planner is asked for the next proposal: the campaign so far, what others know, and what waits for a person. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { PlanRequest } from '../../planner/request.js';
import { foretoldBefore, type Told } from '../calibration/foretold.js';
import { verdictsOf, wideningNotices, wideningOf } from '../calibration/verdicts.js';
import type { Parameters } from '../record/bodies/campaign.js';
import type { NewEvent } from '../record/lab-event.js';
import { proposalOf, unwantedParameters } from '../record/proposals.js';
import type { LabRecord } from '../record/record.js';
import { NOTHING_ELSEWHERE, together, type Elsewhere } from '../sources/elsewhere.js';
import type { Programs } from '../sources/programs.js';
import type { Approvals } from './approvals.js';
import { planRequest, type Undecided } from './history.js';
import { reasonsFrom } from './reasons.js';

export interface QuestionParts {
  readonly campaignId: string;
  readonly config: CampaignConfig;
  readonly record: LabRecord;
  readonly approvals: Pick<Approvals, 'waiting'>;
  /** What tables know. Absent: nothing. */
  readonly tables?: Elsewhere;
  /** Absent: nobody but the lab is asked. */
  readonly programs?: Programs;
}

export interface Question {
  readonly request: PlanRequest;
  /** What is to be recorded of it, beside the answer. */
  readonly notices: readonly NewEvent[];
}

/** @param seed of this proposal */
export async function planQuestion(parts: QuestionParts, told: Told, seed: string): Promise<Question> {
  const { config } = parts;
  const verdicts = verdictsOf(config, foretoldBefore(config, told));
  const beside = { elsewhere: elsewhere(parts), widening: wideningOf(verdicts), ...(await undecided(parts)) };
  const latest = reasonsFrom([...told.reasons.values()].at(-1) ?? {});
  return {
    request: planRequest(config, told, seed, beside),
    notices: wideningNotices(verdicts, latest.widening ?? {}),
  };
}

function elsewhere({ tables = NOTHING_ELSEWHERE, programs }: QuestionParts): Elsewhere {
  return together([tables, ...(programs ? [programs.elsewhere()] : [])]);
}

async function undecided({ record, campaignId, approvals }: QuestionParts): Promise<Undecided> {
  return {
    waiting: await waitingParameters(record, approvals),
    unwanted: await unwantedParameters(record.db, campaignId),
  };
}

/** The recipes of the queue, in its order. */
export async function waitingParameters(
  { db }: Pick<LabRecord, 'db'>,
  { waiting }: Pick<Approvals, 'waiting'>,
): Promise<Parameters[]> {
  const proposals = await Promise.all(waiting.map(({ proposalId }) => proposalOf(db, proposalId)));
  return proposals.map(({ parameters }) => parameters);
}
