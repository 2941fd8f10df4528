/** What the Gaussian process and the generative model say of recipes for a target. */
import { FIGURE_UNITS, type FigureName } from '../../agent/analysis/figure.js';
import { domainsOf } from '../../agent/campaign/findings.js';
import type { CampaignConfig } from '../../config/campaign.js';
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { fitAims } from '../../planner/design/aims.js';
import { likelyRecipes } from '../../planner/design/search.js';
import { drawCandidates } from '../../planner/experts/advice.js';
import { TARGETS } from '../../planner/experts/finding-table.js';
import { cumulative } from '../../planner/experts/mixture.js';
import { learn, type SecondExpert } from '../../planner/experts/second-expert.js';
import { RECIPE } from '../../planner/generative/data/domain.js';
import type { Engine } from '../../planner/generative/engine/engine.js';
import { entryOf, type Entry } from '../../planner/history.js';
import { fitFeasibility } from '../../planner/models.js';
import type { Finding } from '../../planner/request.js';
import type { Parameters } from '../../planner/space/space.js';
import { knownOf, type Tried } from './world.js';

/** Probabilities that a recipe meets the target, by each expert, and that it can be made. */
export interface Judged {
  readonly parameters: Parameters;
  readonly gp: number;
  readonly model: number;
  readonly made: number;
  /** By the generative model, not found by the search. */
  readonly drawn: boolean;
}

interface Asked {
  readonly campaign: CampaignConfig;
  readonly known: readonly Tried[];
  readonly quantity: string;
  readonly least: number;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly rng: Rng;
}

export async function judge(
  asked: Asked,
): Promise<{ readonly recipes: readonly Judged[]; readonly weights: readonly [number, number] }> {
  const { campaign, known, quantity, least, engine, clock, rng } = asked;
  const base = knownOf(campaign, known);
  const targets = [{ name: quantity, min: least }];
  const { history, aims } = fitAims({ ...base, targets, count: 1, seed: 1 });
  const stages = [...fitFeasibility(history, base.stages ?? [])].map(([, chance]) => chance);
  const [chances, guides] = [
    [aims[0]!.sought, ...stages],
    [aims[0]!.guide, ...stages],
  ];
  const found = likelyRecipes(history, { chances, guides }, rng.split('search')).recipes;

  const observations = base.observations.flatMap((one) => {
    const result = one.results[quantity];
    return result ? [{ ...one, results: { [quantity]: result } }] : [];
  });
  const objectives = [{ name: quantity, direction: 'maximise' }] as const;
  const findings = known.map((one) => findingOf(one, quantity));
  const request = { ...base, observations, objectives, findings, pending: [], count: 1, seed: 1, n0: 0 };
  const expert = await learn(engine, request, { seed: 'rankings', clock });
  const drawn = await drawCandidates(expert, request, rng.split('drawn'));

  const isFound = new Set(found.map(({ key }) => key));
  const others = drawn.map((parameters) => entryOf(history.encoding, parameters));
  const all = [...new Map([...found, ...others].map((one): [string, Entry] => [one.key, one])).values()];
  const byModel = await reachedBy(expert, all, least);
  const recipes = all.map(({ parameters, features, key }, k) => ({
    parameters,
    gp: aims[0]!.chance.probability(features),
    model: byModel[k]!,
    made: stages.reduce((product, chance) => product * chance.probability(features), 1),
    drawn: !isFound.has(key),
  }));
  return { recipes, weights: expert.weighings[0]!.weights };
}

/** The figures beside the one that is wanted, on the scales of a campaign's findings. */
function findingOf({ parameters, outcome }: Tried, quantity: string): Finding {
  if (!('figures' in outcome)) return { parameters, results: {}, measured: {}, succeeded: false };
  const { [quantity]: wanted, ...others } = outcome.figures;
  const figures = Object.entries(others).map(([name, value]) => {
    return { quantity: name, value, unit: FIGURE_UNITS[name as FigureName] };
  });
  const results = wanted === undefined ? {} : { [quantity]: wanted };
  return { parameters, results, measured: domainsOf(figures), succeeded: true };
}

/** That a result is at least that much, by the mixture of the members. */
async function reachedBy(
  { model }: SecondExpert,
  recipes: readonly Entry[],
  least: number,
): Promise<number[]> {
  const table = {
    rowCount: recipes.length,
    recipes: Float64Array.from(recipes.flatMap(({ vector }) => [...vector])),
    values: {},
    sources: new Int32Array(recipes.length),
    groups: Int32Array.from(recipes.keys()),
  };
  const { quantities, members } = await model.predict(table, TARGETS, [RECIPE]);
  const size = recipes.length * quantities.length;
  return recipes.map((_, row) => {
    const at = Array.from({ length: members.count }, (_one, m) => m * size + row * quantities.length);
    const told = {
      weights: at.map(() => 1 / members.count),
      means: at.map((i) => members.mean[i]!),
      variances: at.map((i) => members.variance[i]!),
    };
    return 1 - cumulative(told, least);
  });
}
