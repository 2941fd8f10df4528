/** From what a campaign fixes and a planner chooses to a value for every setting of a recipe. */
import type { CampaignConfig } from './campaign.js';
import {
  RECIPE_VOCABULARY,
  SETTING_NAMES,
  type RecipeSettings,
  type SettingName,
} from './recipe-vocabulary.js';

/**
 * Every setting, in the vocabulary's units: as `chosen`, else as fixed by the campaign, else by default. As soon as
 * any solvent is searched or fixed, the solvents not named are absent: default shares would not sum to 1 with them.
 * @param chosen a point of the campaign's space, by setting name
 */
export function completeRecipe(
  campaign: Pick<CampaignConfig, 'space' | 'fixed'>,
  chosen: Readonly<Partial<Record<SettingName, number>>>,
): RecipeSettings {
  const given: Partial<Record<SettingName, number>> = { ...campaign.fixed, ...chosen };
  const ownBlend = campaign.space.fractions.length > 0 || Object.keys(given).some(isSolvent);
  const entries = SETTING_NAMES.map((name) => {
    const absent = ownBlend && isSolvent(name);
    return [name, given[name] ?? (absent ? 0 : RECIPE_VOCABULARY[name].default)] as const;
  });
  return Object.fromEntries(entries) as Record<SettingName, number>;
}

/** True for the mass fractions of the solvent blend. */
export function isSolvent(name: string): boolean {
  return name.startsWith('solvent.');
}
