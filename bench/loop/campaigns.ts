/** The example campaign run to its budget by two ways of choosing, on the same simulated world. */
import type { CampaignConfig } from '../../config/campaign.js';
import { domainsOf } from '../../agent/campaign/findings.js';
import { REPLICATE_SHARE, STAGES } from '../../agent/campaign/history.js';
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import { seededRng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { Prediction } from '../../planner/proposal.js';
import type { FailedPoint, Finding, Observation, PlanRequest } from '../../planner/request.js';
import { measurementSd } from '../../planner/prediction.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Parameters } from '../../planner/space/space.js';
import { experiment, truth, type Result } from './trial.js';

const NAME = 'capacity_retention';

/** A point to try, and what is expected of it where there is a model. */
export interface Choice {
  readonly parameters: Parameters;
  readonly predictions: readonly Prediction[] | null;
}

/** Chooses what to try next from what is known. */
export type Chooser = (known: Known, seed: string) => Choice | Promise<Choice>;

export interface Known {
  readonly observations: readonly Observation[];
  readonly failures: readonly FailedPoint[];
  readonly findings: readonly Finding[];
}

export interface CampaignRun {
  /** After each experiment: the true retention (%) of the recipe that looked best so far; NaN before the first success. */
  readonly best: readonly number[];
  readonly failed: number;
  /** (came out - predicted) over the standard deviation predicted for one measurement. */
  readonly zScores: readonly number[];
}

export function byPlanner(campaign: CampaignConfig): Chooser {
  return (known, seed) => plan(requestOf(campaign, known, seed))[0]!;
}

/** What the agent would ask its planner. */
export function requestOf(campaign: CampaignConfig, known: Known, seed: string): PlanRequest {
  const space = plannerSpace(campaign);
  const objectives = [{ name: NAME, direction: 'maximise' }] as const;
  const n0 = campaign.planner.initialDesign;
  const request = { space, objectives, ...known, pending: [], count: 1, seed, n0 };
  return { ...request, stages: STAGES, replicateShare: REPLICATE_SHARE };
}

export function byChance(campaign: CampaignConfig): Chooser {
  const layout = layOut(plannerSpace(campaign));
  const sampler = new Sampler(layout);
  return (_known, seed) => ({
    parameters: toParameters(layout, sampler.draw(seededRng(seed))),
    predictions: null,
  });
}

/** @param world seed of the hidden chemistry */
export async function runCampaign(
  campaign: CampaignConfig,
  choose: Chooser,
  world: string,
  name: string,
): Promise<CampaignRun> {
  const rng = seededRng(`${world}/${name}`);
  const observations: Observation[] = [];
  const failures: FailedPoint[] = [];
  const findings: Finding[] = [];
  const best: number[] = [];
  const zScores: number[] = [];
  let incumbent = -Infinity;
  for (let k = 0; k < campaign.budget.experiments; k++) {
    const known = { observations, failures, findings };
    const { parameters, predictions } = await choose(known, `${world}/${name}/${k}`);
    const result = experiment(recipeAt(campaign, parameters), world, rng.split(String(k)));
    const value = 'retention' in result ? result.retention : result.failedStage;
    if (typeof value === 'string') failures.push({ parameters, stage: value });
    else observations.push({ parameters, results: { [NAME]: { value } } });
    findings.push(findingOf(parameters, result));
    const prediction = predictions?.[0];
    if (typeof value === 'number' && prediction) {
      zScores.push((value - prediction.mean) / measurementSd(prediction));
    }
    if (typeof value === 'number' && value > incumbent) {
      incumbent = value;
      best.push(trueRetention(campaign, parameters, world));
    } else {
      best.push(best.at(-1) ?? NaN);
    }
  }
  return { best, failed: failures.length, zScores };
}

function findingOf(parameters: Parameters, result: Result): Finding {
  if (!('retention' in result)) return { parameters, results: {}, measured: {}, succeeded: false };
  const others = result.figures.filter(({ quantity }) => quantity !== NAME);
  return { parameters, results: { [NAME]: result.retention }, measured: domainsOf(others), succeeded: true };
}

function trueRetention(campaign: CampaignConfig, parameters: Parameters, world: string): number {
  const result = truth(recipeAt(campaign, parameters), world);
  return 'retention' in result ? result.retention : NaN;
}
