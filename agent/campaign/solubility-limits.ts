/** What dissolves, as constraints of the planner: nothing is proposed that the campaign says would not. */
import type { CampaignConfig } from '../../config/campaign.js';
import { completeRecipe } from '../../config/recipe-settings.js';
import { SOLVENTS, type SettingName } from '../../config/recipe-vocabulary.js';
import type { LinearConstraint } from '../../planner/space/space.js';

type Limited = Pick<CampaignConfig, 'space' | 'fixed' | 'solubility'>;

/**
 * For each salt with limits: its concentration is at most the mean of its solubilities in the pure solvents, weighted by
 * mass fraction. A mean on a logarithmic scale (Yalkowsky and Roseman, 1981) would be lower, but bounds no convex region.
 */
export function solubilityConstraints(campaign: Limited): LinearConstraint[] {
  const rest = completeRecipe(campaign, {});
  const searched = searchedNames(campaign);
  return Object.entries(campaign.solubility).flatMap(([salt, limits = {}]) => {
    const weights: [SettingName, number][] = [
      [`salt.${salt}` as SettingName, 1],
      ...SOLVENTS.map((solvent): [SettingName, number] => [`solvent.${solvent}`, -(limits[solvent] ?? 0)]),
    ];
    const free = weights.filter(([name]) => searched.has(name));
    const set = weights.filter(([name]) => !searched.has(name));
    if (free.length === 0) return [];
    // Without a minus sign where nothing is set: -0 would be shown.
    const max = 0 - set.reduce((sum, [name, weight]) => sum + weight * rest[name], 0);
    return [{ terms: Object.fromEntries(free), max }];
  });
}

function searchedNames({ space }: Limited): ReadonlySet<string> {
  return new Set([
    ...space.variables.map(({ name }) => name),
    ...space.fractions.flatMap(({ name, components }) =>
      Object.keys(components).map((component) => `${name}.${component}`),
    ),
  ]);
}
