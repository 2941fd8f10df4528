import { DESIGN_SHARE } from '../choices.js';
import { seededRng } from '../../core/rng.js';
import type { HoldingOut } from '../calibration/held-out.js';
import { farthest } from '../far-apart.js';
import type { Entry, History } from '../history.js';
import { squaredDistance } from '../linalg/vector.js';
import { fitFeasibility, probabilities, type Chance } from '../models.js';
import { PlannerError } from '../planner-error.js';
import type { OutcomeConstraint } from '../request.js';
import { isLow } from '../sources/sources.js';
import { fitAims, type Aim } from './aims.js';
import type { Design, DesignAnswer, DesignRequest } from './request.js';
import { likelyRecipes, type Likely } from './search.js';
import { stageHurdle, successesTogether } from './together.js';

/**
 * Inverse design: recipes that differ from one another and, as far as the observations tell, can be made and meet all
 * targets. A pure function of the request.
 * @param watch told how far it is with what takes longest, the recipes held out
 * @throws PlannerError `bad-space`, `bad-request` (no target, bounds nothing can keep, too few results) or `numerical`.
 */
export function design(request: DesignRequest, watch: Pick<HoldingOut, 'onFold'> = {}): DesignAnswer {
  if (request.targets.length === 0) {
    throw new PlannerError('bad-request', 'a design needs at least one target, got none');
  }
  request.targets.forEach(assertBounds);
  const { history, aims } = fitAims(request, watch);
  const stages = [...fitFeasibility(history, request.stages ?? [])];
  const hurdles = [...aims.map(({ hurdle }) => hurdle), ...stages.map(([, { gp }]) => stageHurdle(gp))];
  const passing: Chance[] = stages.map(([, chance]) => chance);
  const chances = [...aims.map(({ sought }) => sought), ...passing];
  const guides = [...aims.map(({ guide }) => guide), ...passing];
  const rng = seededRng(request.seed);
  const found = likelyRecipes(history, { chances, guides }, rng.split('design'));
  const chosen = diverse(found.recipes, request.count);
  return {
    designs: chosen.map((one) => describe(one, history, aims, stages)).sort(byProbability),
    probabilityByChance: found.probabilityByChance,
    together: successesTogether(
      hurdles,
      chosen.map(({ features }) => features),
      rng.split('together'),
    ),
    widening: Object.fromEntries(aims.map(({ target, widening }) => [target.name, widening])),
    skill: Object.fromEntries(aims.map(({ target, skill }) => [target.name, skill])),
    disbelieved: Object.fromEntries(aims.map((aim) => [aim.target.name, aim.disbelieved])),
    extrapolated: request.targets.filter((target) => isBeyond(target, request)).map(({ name }) => name),
  };
}

function assertBounds({ name, min = -Infinity, max = Infinity }: OutcomeConstraint): void {
  if (min < max && (min > -Infinity || max < Infinity)) return;
  throw new PlannerError(
    'bad-request',
    `target ${name}: expected min below max, one of them finite; got min ${min}, max ${max}`,
  );
}

/** Different ones among the likeliest: enough that are nearly as likely as the best, or the likeliest there are. */
function diverse(recipes: readonly Likely[], count: number): Likely[] {
  const least = recipes[0]!.logProbability + Math.log(DESIGN_SHARE);
  const good = recipes.filter(({ logProbability }) => logProbability >= least);
  return farthest(good.length >= count ? good : recipes.slice(0, count), count);
}

function byProbability(a: Design, b: Design): number {
  return b.probability - a.probability;
}

function describe(
  { parameters, features }: Entry,
  { measured, failed }: History,
  aims: readonly Aim[],
  stages: readonly (readonly [string, Chance])[],
): Design {
  const quantities = aims.map((aim) => aim.foresee(features));
  const feasibility = probabilities(stages, features);
  const parts = [...quantities.map(({ probability }) => probability), ...Object.values(feasibility)];
  const distances = [...measured, ...failed].map((one) => squaredDistance(one.features, features));
  return {
    parameters,
    probability: parts.reduce((product, part) => product * part, 1),
    ...{ feasibility, quantities },
    distanceToTried: Math.sqrt(Math.min(...distances)),
  };
}

/** Whether no result of high fidelity so far lies where it is wanted. */
function isBeyond(
  { name, min = -Infinity, max = Infinity }: OutcomeConstraint,
  { observations, lowFidelity = [] }: DesignRequest,
): boolean {
  const low = new Set(lowFidelity);
  return observations.every(({ results, source }) => {
    const { value, censored } = results[name] ?? {};
    return isLow(low, source) || value === undefined || censored !== undefined || value < min || value > max;
  });
}
