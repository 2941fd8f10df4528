/** Which ingredient a word means: its short name, another name, its CAS number, InChIKey or SMILES. */
import { SETTING_NAMES } from '../recipe-vocabulary.js';
import { INGREDIENTS, type Ingredient } from './registry.js';

const byIdentity = new Map(
  INGREDIENTS.flatMap((one) => identitiesOf(one).map((word) => [word, one] as const)),
);

/** Undefined for a word that means none. Case, and blanks and hyphens in names, do not count. */
export function ingredientCalled(word: string): Ingredient | undefined {
  return byIdentity.get(word.trim()) ?? byIdentity.get(plain(word));
}

/** The name of a setting with the ingredient's short name: `additive.VC` for `additive.vinylene carbonate`. */
export function settingCalled(text: string): string {
  const dot = text.indexOf('.');
  const short = dot < 0 ? undefined : ingredientCalled(text.slice(dot + 1))?.name;
  const name = `${text.slice(0, dot)}.${short ?? ''}`;
  return (SETTING_NAMES as readonly string[]).includes(name) ? name : text;
}

/** All words for an ingredient of this short name, for who looks for the nearest one. */
export function otherNamesOf(name: string): readonly string[] {
  return INGREDIENTS.find((one) => one.name === name)?.otherNames ?? [];
}

function identitiesOf({ name, otherNames, cas, inchiKey, smiles }: Ingredient): string[] {
  return [smiles, ...[name, cas, inchiKey, ...otherNames].map(plain)];
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}
