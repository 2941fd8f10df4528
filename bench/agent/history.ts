/** A record as a long campaign leaves it: recipes from all over the search space, each tried on the simulated world. */
import { join } from 'node:path';
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import { failed, type Outcome } from '../../agent/experiment/outcome.js';
import type { NewEvent } from '../../agent/record/lab-event.js';
import { LabRecord } from '../../agent/record/record.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Parameters } from '../../planner/space/space.js';
import { experiment, type Result } from '../loop/trial.js';

const CAMPAIGN_ID = 'C-bench';
const WORLD = '0';
/** Standard uncertainty of a retention, percentage points: of the size that the analysis states. */
const RETENTION_SD = 0.05;

/** Writes `count` ended experiments of `campaign` to the record in `folder`, without the raw series of their tests. */
export async function writeHistory(folder: string, campaign: CampaignConfig, count: number): Promise<void> {
  const clock = new SystemClock();
  const record = await LabRecord.open(join(folder, 'record.sqlite'), clock, clock, (error) => {
    throw error;
  });
  const layout = layOut(plannerSpace(campaign));
  const sampler = new Sampler(layout);
  const rng = seededRng('history');
  await record.append({
    kind: 'campaign.opened',
    subject: CAMPAIGN_ID,
    body: { name: campaign.name, seed: '1', definition: campaign },
  });
  for (let number = 1; number <= count; number++) {
    const own = rng.split(String(number));
    const parameters = toParameters(layout, sampler.draw(own));
    await record.append(...eventsOf(campaign, number, parameters, own));
  }
  await record.close();
}

function eventsOf(campaign: CampaignConfig, number: number, parameters: Parameters, rng: Rng): NewEvent[] {
  const recipe = recipeAt(campaign, parameters);
  const digits = String(number).padStart(4, '0');
  const [proposalId, id] = [`P${digits}`, `E${digits}`];
  const result = experiment(recipe, WORLD, rng);
  const why = { reason: 'initial design', predictions: null, feasibility: {} };
  return [
    {
      kind: 'proposal.made',
      subject: proposalId,
      body: { campaignId: CAMPAIGN_ID, parameters, source: 'cell-test', why },
    },
    {
      kind: 'proposal.decided',
      subject: proposalId,
      body: { decision: 'accepted', reasons: [], actor: 'rules' },
    },
    {
      kind: 'experiment.started',
      subject: id,
      body: { campaignId: CAMPAIGN_ID, proposalId, recipe, attempt: 1 },
    },
    ...observations(id, result),
    { kind: 'experiment.ended', subject: id, body: { outcome: outcomeOf(result) } },
  ];
}

function observations(experimentId: string, result: Result): NewEvent[] {
  if (!('retention' in result)) return [];
  const body = {
    experimentId,
    value: result.retention,
    standardUncertainty: RETENTION_SD,
    unit: '%',
    quality: 'valid',
    reason: '',
    definitions: 2,
  } as const;
  return [{ kind: 'observation.made', subject: 'capacity_retention', body }];
}

function outcomeOf(result: Result): Outcome {
  if ('retention' in result) {
    return {
      execution: { status: 'completed' },
      validity: { status: 'valid' },
      result: { status: 'observed' },
    };
  }
  const stage = result.failedStage;
  const cause = stage === 'formulation' ? 'insoluble' : 'dead-cell';
  const evidence = `the simulated world says that this recipe fails in ${stage}`;
  return failed({ stage, cause, evidence, category: 'other', attribution: 'recipe' });
}
