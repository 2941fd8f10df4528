/** What ingredients are made of, as the planner's models hear of it: heavy atoms by kind, those of salts apart. */
import { ingredientCalled } from './find-ingredient.js';
import { atomsOf, molarMassGPerMol } from './formula.js';
import type { Identity, LevelIdentities } from './identity.js';
import { atomsOfStructure, type Atom } from './structure.js';

/** Atoms by kind, with `salt` before it in a salt. */
export type Composition = Readonly<Record<string, number>>;

/**
 * Which atoms are of one kind: those of an element; or, where structures are known, those that have as many heavy neighbours
 * besides, and a multiple bond or none: `O1=` of a carbonyl and `O2` of an ether are two.
 */
export type Kinds = 'elements' | 'bonds';

/** What has one of these is taken for a salt. */
const CATIONS = ['Li', 'Na', 'K', 'Mg', 'Ca', 'Zn', 'Al', 'Rb', 'Cs'];

/** Per molecule or formula unit; nothing of `none`; undefined where the identity means nothing, or does not tell bonds. */
export function compositionOf(identity: Identity, kinds: Kinds = 'bonds'): Composition | undefined {
  if (identity === 'none') return {};
  const atoms = structureOf(identity);
  if (atoms)
    return apartInSalts(atoms.map(elementOf), countsOf(atoms, kinds === 'bonds' ? bondedKindOf : elementOf));
  const elements = kinds === 'elements' ? formulaOf(identity) : undefined;
  return elements && apartInSalts(Object.keys(elements), elements);
}

/** Of ingredients that are compared with one another: by bonds where all tell them; undefined unless each is an ingredient or none. */
export function compositionsOf(identities: readonly Identity[]): readonly Composition[] | undefined {
  return allOf(identities, 'bonds') ?? allOf(identities, 'elements');
}

function allOf(identities: readonly Identity[], kinds: Kinds): readonly Composition[] | undefined {
  const found = identities.map((identity) => compositionOf(identity, kinds));
  const known = found.filter((one) => one !== undefined);
  return known.length === found.length ? known : undefined;
}

/** What levels are said to be, in their order; without a word, what they are called. */
export function identitiesOf(levels: readonly string[], identities: LevelIdentities = {}): Identity[] {
  return levels.map((level) => {
    if (identities === 'smiles') return { smiles: level };
    if (identities === 'formula') return { formula: level };
    return identities[level] ?? level;
  });
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

function apartInSalts(elements: readonly string[], atoms: Composition): Composition {
  return elements.some((element) => CATIONS.includes(element)) ? prefixed('salt', atoms) : atoms;
}

function formulaOf(identity: Identity): Composition | undefined {
  if (typeof identity === 'string' || 'smiles' in identity) return undefined;
  try {
    const { H: _, ...heavy } = atomsOf(identity.formula);
    return heavy;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function elementOf({ element }: Atom): string {
  return element;
}

function bondedKindOf({ element, neighbours, isUnsaturated }: Atom): string {
  return `${element}${neighbours}${isUnsaturated ? '=' : ''}`;
}

function structureOf(identity: Identity): readonly Atom[] | undefined {
  if (typeof identity !== 'string')
    return 'smiles' in identity ? atomsOfStructure(identity.smiles) : undefined;
  const known = ingredientCalled(identity);
  return known && atomsOfStructure(known.smiles);
}

function countsOf(atoms: readonly Atom[], kindOf: (atom: Atom) => string): Composition {
  const counts: Record<string, number> = {};
  for (const kind of atoms.map(kindOf)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The same constituents under names that begin so, not to be added to others. */
export function prefixed(prefix: string, composition: Composition): Composition {
  return Object.fromEntries(Object.entries(composition).map(([part, count]) => [`${prefix} ${part}`, count]));
}
