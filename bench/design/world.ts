/** A simulated world to design for: recipes in, figures or the stage of their failure out. */
import { REPLICATE_SHARE, REPLICATES_KNOWN, STAGES } from '../../agent/campaign/history.js';
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import type { CampaignConfig } from '../../config/campaign.js';
import { seededRng } from '../../core/rng.js';
import type { DesignRequest } from '../../planner/design/request.js';
import { plan } from '../../planner/plan.js';
import type { Proposal } from '../../planner/proposal.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Parameters } from '../../planner/space/space.js';
import { requestOf } from '../loop/campaigns.js';
import { observe } from '../loop/trial.js';
import { quantile } from '../statistics.js';

export interface Tried {
  readonly parameters: Parameters;
  readonly outcome: ReturnType<typeof observe>;
}

/** Recipes of the space by chance, each built and measured once. */
export function tryByChance(campaign: CampaignConfig, world: string, count: number, seed: string): Tried[] {
  const layout = layOut(plannerSpace(campaign));
  const sampler = new Sampler(layout);
  const rng = seededRng(`${world}/${seed}`);
  return Array.from({ length: count }, (_, k) => {
    const parameters = toParameters(layout, sampler.draw(rng));
    return tryOne(campaign, world, parameters, `${seed}/${k}`);
  });
}

/** Recipes as the planner chooses them for a long life, one after the other. */
export function tryByPlan(campaign: CampaignConfig, world: string, count: number): Tried[] {
  const tried: Tried[] = [];
  for (let k = 0; k < count; k++) {
    const { observations, failures } = knownOf(campaign, tried);
    const results = observations.map((one) => ({ ...one, results: only(AIM, one.results) }));
    const known = { observations: results, failures, findings: [] };
    const request = requestOf(campaign, known, `${world}/planned/${k}`);
    const [{ parameters }] = plan({ ...request, foretell: false }) as [Proposal];
    tried.push(tryOne(campaign, world, parameters, `planned/${k}`));
  }
  return tried;
}

const AIM = 'capacity_retention';

function only<T>(name: string, all: Readonly<Record<string, T>>): Record<string, T> {
  return name in all ? { [name]: all[name]! } : {};
}

/** One cell of a recipe, of its own build. */
export function tryOne(campaign: CampaignConfig, world: string, parameters: Parameters, seed: string): Tried {
  const outcome = observe(recipeAt(campaign, parameters), world, seededRng(`${world}/${seed}`));
  return { parameters, outcome };
}

/** One recipe by chance in forty meets a target. */
export const RARITY = 0.025;

/** What a share of recipes by chance reaches, to four digits. */
export function rarelyReached(reference: readonly Tried[], quantity: string, share = RARITY): number {
  const values = reference.map((one) => valueOf(one, quantity)).filter((value) => !Number.isNaN(value));
  return Number(quantile(values, 1 - share).toPrecision(4));
}

export function valueOf({ outcome }: Tried, quantity: string): number {
  return 'figures' in outcome ? (outcome.figures[quantity] ?? NaN) : NaN;
}

/** What a design rests on after these experiments. */
export function knownOf(
  campaign: CampaignConfig,
  tried: readonly Tried[],
): Omit<DesignRequest, 'targets' | 'count' | 'seed'> {
  return {
    space: plannerSpace(campaign),
    observations: tried.flatMap(({ parameters, outcome }) => {
      if (!('figures' in outcome)) return [];
      const results = Object.entries(outcome.figures).map(([name, value]) => [name, { value }] as const);
      return [{ parameters, results: Object.fromEntries(results) }];
    }),
    failures: tried.flatMap(({ parameters, outcome }) =>
      'failedStage' in outcome ? [{ parameters, stage: outcome.failedStage }] : [],
    ),
    stages: STAGES,
    replicateShare: REPLICATE_SHARE,
    replicatesKnown: REPLICATES_KNOWN,
  };
}
