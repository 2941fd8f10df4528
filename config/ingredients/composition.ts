/** What ingredients are made of, as the planner's models hear of it: heavy atoms by element, those of salts apart. */
import { ingredientCalled } from './find-ingredient.js';
import { atomsOf, molarMassGPerMol } from './formula.js';
import type { Identity, LevelIdentities } from './identity.js';

/** Atoms by element, with `salt` before it in a salt. */
export type Composition = Readonly<Record<string, number>>;

/** What has one of these is taken for a salt. */
const CATIONS = ['Li', 'Na', 'K', 'Mg', 'Ca', 'Zn', 'Al', 'Rb', 'Cs'];

const BRACKETS = String.raw`\[\d*[A-Za-z][^\]]*\]`;
const ATOMS = `(?:${BRACKETS}|Cl|Br|[BCNOPSFI]|[bcnops])`;
const SMILES = new RegExp(String.raw`^(?:${ATOMS}|[-=#$:/\\.()@%\d])+$`);

/** Per molecule or formula unit; nothing of `none`; undefined where the identity means nothing. */
export function compositionOf(identity: Identity): Composition | undefined {
  if (identity === 'none') return {};
  const atoms = heavyAtomsOf(identity);
  if (atoms === undefined) return undefined;
  const isSalt = Object.keys(atoms).some((element) => CATIONS.includes(element));
  return isSalt ? prefixed('salt', atoms) : atoms;
}

/** Of the levels of a categorical variable, in their order; undefined unless each is an ingredient or none. */
export function compositionsOf(
  levels: readonly string[],
  identities: LevelIdentities = {},
): readonly Composition[] | undefined {
  const found = levels.map((level) => compositionOf(identityOf(level, identities)));
  const known = found.filter((one) => one !== undefined);
  return known.length === levels.length ? known : undefined;
}

/** What a level is said to be; without a word, what it is called. */
export function identityOf(level: string, identities: LevelIdentities): Identity {
  if (identities === 'smiles') return { smiles: level };
  if (identities === 'formula') return { formula: level };
  return identities[level] ?? level;
}

/** Per kilogram, mol, of an ingredient of a recipe by its short name. @throws {RangeError} for one that is none */
export function compositionPerKg(name: string): Composition {
  const formula = ingredientCalled(name)?.formula;
  const whole = compositionOf(name);
  if (formula === undefined || whole === undefined)
    throw new RangeError(`expected an ingredient, found "${name}"`);
  const molPerKg = 1000 / molarMassGPerMol(formula);
  return Object.fromEntries(Object.entries(whole).map(([part, count]) => [part, count * molPerKg]));
}

function heavyAtomsOf(identity: Identity): Composition | undefined {
  if (typeof identity === 'string') {
    const known = ingredientCalled(identity);
    return known && withoutHydrogen(atomsOf(known.formula));
  }
  if ('smiles' in identity) return SMILES.test(identity.smiles) ? atomsIn(identity.smiles) : undefined;
  try {
    return withoutHydrogen(atomsOf(identity.formula));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function withoutHydrogen({ H: _, ...heavy }: Composition): Composition {
  return heavy;
}

function atomsIn(smiles: string): Composition {
  const counts: Record<string, number> = {};
  for (const [atom] of smiles.matchAll(new RegExp(ATOMS, 'g'))) {
    const symbol = /^\[\d*([A-Z][a-z]?|se|as|te|si|[a-z])/.exec(atom)?.[1] ?? atom;
    const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
    if (element !== 'H') counts[element] = (counts[element] ?? 0) + 1;
  }
  return counts;
}

/** The same constituents under names that begin so, not to be added to others. */
export function prefixed(prefix: string, composition: Composition): Composition {
  return Object.fromEntries(Object.entries(composition).map(([part, count]) => [`${prefix} ${part}`, count]));
}
