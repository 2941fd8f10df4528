/** Between a campaign's words and the planner's: the space it may search, and the recipe a point of it means. */
import type { CampaignConfig } from '../../config/campaign.js';
import {
  compositionOf,
  compositionPerKg,
  compositionsOf,
  prefixed,
} from '../../config/ingredients/composition.js';
import { completeRecipe } from '../../config/recipe-settings.js';
import {
  RECIPE_VOCABULARY,
  SETTING_NAMES,
  type RecipeSettings,
  type SettingName,
} from '../../config/recipe-vocabulary.js';
import type { Range } from '../../config/space-parts.js';
import type { SettingVariable, Variable as ConfiguredVariable } from '../../config/campaign-space.js';
import { conditionOf } from './condition-of.js';
import { mixedSettings, stockShares } from './stock-mixture.js';
import { solubilityConstraints } from './solubility-limits.js';
import type { Composition, Parameters, Space, Variable } from '../../planner/space/space.js';
import { recipeOf, type Recipe } from '../experiment/recipe.js';

/** @param left the largest share of what is running out, by component */
export function plannerSpace(
  campaign: Pick<CampaignConfig, 'space' | 'fixed' | 'solubility'>,
  left: Readonly<Record<string, number>> = {},
): Space {
  const { space } = campaign;
  const areAtomsSeen = space.ingredients === 'atoms';
  return {
    blocks: space.fractions.map(({ name, components, maxComponents, resolution }) => {
      const listed = Object.entries(components).map(([component, bounds]) => ({
        name: component,
        ...within(bounds, name === 'stock' ? left[component] : undefined),
        ...(areAtomsSeen && name === 'solvent' && { composition: compositionPerKg(component) }),
      }));
      const steps = resolution === undefined ? {} : { resolution };
      return { name, components: listed, maxComponents: maxComponents ?? listed.length, ...steps };
    }),
    variables: space.variables.map((variable) => variableOf(variable, areAtomsSeen)),
    constraints: [...space.constraints, ...solubilityConstraints(campaign)],
  };
}

function variableOf(variable: ConfiguredVariable, areAtomsSeen: boolean): Variable {
  const when = conditionOf(variable);
  switch (variable.kind) {
    case 'choice': {
      const { name, levels } = variable;
      const compositions = areAtomsSeen ? compositionsOf(levels) : undefined;
      return { name, kind: 'categorical', levels, ...(compositions && { compositions }), ...when };
    }
    case 'categorical':
      return { name: variable.name, kind: 'categorical', levels: variable.levels.map(String), ...when };
    case 'integer': {
      const { name, min, max } = variable;
      return { name, kind: 'integer', min, max, ...when, ...restOf(variable) };
    }
    case 'continuous': {
      const { name, min, max, scale, resolution } = variable;
      const step = resolution === undefined ? {} : { resolution };
      const composition = areAtomsSeen ? doseOf(name) : undefined;
      const dose = composition && { composition };
      return { name, kind: 'continuous', min, max, scale, ...step, ...dose, ...when, ...restOf(variable) };
    }
  }
}

/** What one unit of a salt (mol/L) or an additive (percent by mass) brings, each kind for itself. */
function doseOf(name: SettingName): Composition | undefined {
  const [kind, ingredient = ''] = name.split('.');
  if (kind === 'salt') return compositionOf(ingredient);
  return kind === 'additive' ? prefixed('additive', compositionPerKg(ingredient)) : undefined;
}

/** What does not suffice for the smallest dose is not dispensed. */
function within(bounds: Range & { readonly least?: number }, left = Infinity): typeof bounds {
  const max = Math.min(bounds.max, left);
  return max < Math.max(bounds.min, bounds.least ?? 0) ? { min: 0, max: 0 } : { ...bounds, max };
}

/** A setting that takes no part has its default, in constraints too. */
function restOf({ name, when }: SettingVariable): { otherwise?: number } {
  return when === undefined ? {} : { otherwise: RECIPE_VOCABULARY[name].default };
}

/** The recipe that a point of the campaign's space means, with everything the campaign fixes or leaves at its default. */
export function recipeAt(
  campaign: Pick<CampaignConfig, 'space' | 'fixed' | 'stocks'>,
  point: Parameters,
): Recipe {
  return recipeOf(settingsAt(campaign, point));
}

/** The same as settings in the vocabulary's units. */
export function settingsAt(
  campaign: Pick<CampaignConfig, 'space' | 'fixed' | 'stocks'>,
  point: Parameters,
): RecipeSettings {
  const isMixed = stockShares(point).length > 0;
  const chosen: Partial<Record<SettingName, number>> = isMixed ? mixedSettings(point, campaign.stocks) : {};
  for (const name of SETTING_NAMES) {
    const value = point[name];
    if (value !== undefined) chosen[name] = Number(value);
  }
  return completeRecipe(campaign, chosen);
}
