import { ingredientCalled, settingCalled } from './find-ingredient.js';

/** Keys under which ingredients stand by their own name. */
const GROUPS = ['components', 'solvent', 'salt', 'additive', 'solubility'];

/**
 * A word of a campaign or a recipe as the recipe vocabulary writes it.
 * @param under the keys it stands under, outermost first
 */
export function recipeName(word: string, under: readonly string[]): string {
  const setting = settingCalled(word);
  if (setting !== word) return setting;
  const inGroup = under.slice(-2).some((key) => GROUPS.includes(key));
  return inGroup ? (ingredientCalled(word)?.name ?? word) : word;
}
