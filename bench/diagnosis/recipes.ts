/** Recipes to be tried: points of the example campaign, and excursions to where recipes are known to fail. */
import { plannerSpace, recipeAt } from '../../agent/campaign/search-space.js';
import type { Recipe } from '../../agent/experiment/recipe.js';
import type { CampaignConfig } from '../../config/campaign.js';
import type { Rng } from '../../core/rng.js';
import { layOut } from '../../planner/space/layout.js';
import { toParameters } from '../../planner/space/point.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Parameters } from '../../planner/space/space.js';

export interface Drawn {
  /** `campaign`, or the name of the excursion. */
  readonly kind: string;
  readonly parameters: Parameters;
  readonly recipe: Recipe;
}

type Excursion = (recipe: Recipe, rng: Rng) => Recipe;

/** Each leaves the campaign's space towards one way of failing; some of what they draw is sound all the same. */
const EXCURSIONS: Readonly<Record<string, Excursion>> = {
  'PC-rich': (recipe, rng) => {
    const pc = 0.2 + 0.4 * rng.uniform();
    const ec = 0.3 * rng.uniform();
    return withFormulation(recipe, { solvents: { PC: pc, EC: ec, EMC: 1 - pc - ec } });
  },
  'LiBOB-rich': (recipe, rng) =>
    withFormulation(recipe, { saltsMolPerL: { LiPF6: 0.8, LiBOB: 0.2 + 0.6 * rng.uniform() } }),
  imide: (recipe, rng) => {
    const imide = rng.uniform() < 0.5 ? 'LiTFSI' : 'LiFSI';
    const saltsMolPerL = { [imide]: 1, ...(rng.uniform() < 0.4 ? { LiPF6: 0.4 * rng.uniform() } : {}) };
    return withFormulation(recipe, { saltsMolPerL });
  },
  cold: (recipe, rng) => withCycling(recipe, { temperatureK: 268.15 + 15 * rng.uniform() }),
  'fast charge': (recipe, rng) =>
    withCycling(recipe, { temperatureK: 298.15, cRate: 1.5 + 1.5 * rng.uniform() }),
  'short rest': (recipe, rng) => ({ ...recipe, restS: 3600 * (0.5 + 3 * rng.uniform()) }),
  mild: (recipe) => {
    const upperVoltageV = 4.2;
    const mild = withCycling(recipe, { temperatureK: 298.15, cRate: 0.5, upperVoltageV });
    return { ...mild, formation: { ...mild.formation, upperVoltageV } };
  },
};

/** Share of the excursions, all kinds alike. */
const EXCURSION_SHARE = 0.4;

export class RecipeSource {
  private readonly layout;

  constructor(
    private readonly campaign: CampaignConfig,
    private readonly cycles: number,
  ) {
    this.layout = layOut(plannerSpace(campaign));
  }

  /** A sampler keeps the centres that its first draws found: with one for all, a whole run would cluster around them. */
  draw(rng: Rng): Drawn {
    const sampler = new Sampler(this.layout);
    const parameters = toParameters(this.layout, sampler.draw(rng.split('point')));
    const recipe = withCycling(recipeAt(this.campaign, parameters), { cycles: this.cycles });
    const luck = rng.split('excursion');
    if (luck.uniform() >= EXCURSION_SHARE) return { kind: 'campaign', parameters, recipe };
    const kinds = Object.keys(EXCURSIONS);
    const kind = kinds[Math.floor(luck.uniform() * kinds.length)]!;
    return { kind, parameters, recipe: EXCURSIONS[kind]!(recipe, luck) };
  }
}

function withFormulation(recipe: Recipe, change: Partial<Recipe['formulation']>): Recipe {
  return { ...recipe, formulation: { ...recipe.formulation, ...change } };
}

function withCycling(recipe: Recipe, change: Partial<Recipe['cycling']>): Recipe {
  return { ...recipe, cycling: { ...recipe.cycling, ...change } };
}
