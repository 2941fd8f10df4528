/** The example campaign run to its budget by two ways of choosing, on the same simulated world. */
import type { CampaignConfig } from '../../config/campaign.js';
import { REPLICATE_SHARE, STAGES } from '../../agent/campaign/history.js';
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { FailedPoint, Observation, Prediction } from '../../planner/planner.js';
import { measurementSd } from '../../planner/prediction.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Parameters } from '../../planner/space/space.js';
import { experiment, truth } from './trial.js';

const NAME = 'capacity_retention';

/** A point to try, and what is expected of it where there is a model. */
export interface Choice {
  readonly parameters: Parameters;
  readonly predictions: readonly Prediction[] | null;
}

/** Chooses what to try next from what is known. */
export type Chooser = (known: Known, seed: string) => Choice;

export interface Known {
  readonly observations: readonly Observation[];
  readonly failures: readonly FailedPoint[];
}

export interface CampaignRun {
  /** After each experiment: the true retention (%) of the recipe that looked best so far; NaN before the first success. */
  readonly best: readonly number[];
  readonly failed: number;
  /** (came out - predicted) over the standard deviation predicted for one measurement. */
  readonly zScores: readonly number[];
}

export function byPlanner(campaign: CampaignConfig): Chooser {
  const space = plannerSpace(campaign);
  const objectives = [{ name: NAME, direction: 'maximise' }] as const;
  const n0 = campaign.planner.initialDesign;
  return ({ observations, failures }, seed) => {
    const request = { space, objectives, observations, failures, pending: [], count: 1, seed, n0 };
    const [proposal] = plan({ ...request, stages: STAGES, replicateShare: REPLICATE_SHARE });
    return proposal!;
  };
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
export function runCampaign(
  campaign: CampaignConfig,
  choose: Chooser,
  world: string,
  name: string,
): CampaignRun {
  const rng = seededRng(`${world}/${name}`);
  const observations: Observation[] = [];
  const failures: FailedPoint[] = [];
  const best: number[] = [];
  const zScores: number[] = [];
  let incumbent = -Infinity;
  for (let k = 0; k < campaign.budget.experiments; k++) {
    const { parameters, predictions } = choose({ observations, failures }, `${world}/${name}/${k}`);
    const value = tryOut(campaign, parameters, world, rng.split(String(k)));
    if (typeof value === 'string') failures.push({ parameters, stage: value });
    else observations.push({ parameters, results: { [NAME]: { value } } });
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

function tryOut(campaign: CampaignConfig, parameters: Parameters, world: string, rng: Rng): number | string {
  const result = experiment(recipeAt(campaign, parameters), world, rng);
  return 'retention' in result ? result.retention : result.failedStage;
}

function trueRetention(campaign: CampaignConfig, parameters: Parameters, world: string): number {
  const result = truth(recipeAt(campaign, parameters), world);
  return 'retention' in result ? result.retention : NaN;
}
