/** What must hold for ingredients that models are to know by their atoms. */
import { z } from 'zod';
import { readEach, readOne, type Located } from './draft.js';
import { compositionOf } from './ingredients/composition.js';
import { identitySchema, levelIdentitiesSchema, type Identity } from './ingredients/identity.js';
import { INGREDIENTS } from './ingredients/registry.js';
import { show, type Finding } from './problem.js';
import type { PartsDraft } from './space-draft.js';
import { nearest } from './suggest.js';

const AT = ['space', 'ingredients'];
const MEANT = 'a name, CAS number or InChIKey that we know, { smiles: ... } or { formula: ... }';

/** Of a table: each ingredient that is named means one, and has a use. */
export function identityFindings(raw: unknown): Finding[] {
  const said = [...componentIdentities(raw), ...levelIdentities(raw)];
  if (seesAtoms(raw)) {
    return said.flatMap((one) => (compositionOf(one.value, 'elements') === undefined ? [unknown(one)] : []));
  }
  return said.slice(0, 1).map(({ path }) => {
    const message = 'which ingredient it is would not be used';
    return { path, message, expected: 'space.ingredients: atoms', found: 'names', at: 'key' };
  });
}

/** Of a campaign, whose ingredients are all known: there are some to tell apart. */
export function atomsFindings(raw: unknown, { searched, variables }: PartsDraft): Finding[] {
  const doses = searched.filter((name) => /^(salt|additive)\./.test(name));
  const isUsed =
    searched.some((name) => name.startsWith('solvent.')) ||
    doses.length > 1 ||
    variables.some(({ value }) => value.kind === 'choice');
  if (!seesAtoms(raw) || isUsed) return [];
  const expected = 'a solvent blend, several salts or additives, or a choice among ingredients';
  return [{ path: AT, message: 'there are no ingredients to tell apart', expected, found: 'none' }];
}

function seesAtoms(raw: unknown): boolean {
  return readOne(z.literal('atoms'), raw, AT) !== undefined;
}

function componentIdentities(raw: unknown): Located<Identity>[] {
  return readEach(z.unknown(), raw, ['space', 'fractions']).flatMap(({ path }) =>
    readEach(z.looseObject({ ingredient: identitySchema }), raw, [...path, 'components']).map((one) => ({
      path: [...one.path, 'ingredient'],
      value: one.value.ingredient,
    })),
  );
}

/** Those said level by level. */
function levelIdentities(raw: unknown): Located<Identity>[] {
  return readEach(z.looseObject({ ingredients: levelIdentitiesSchema }), raw, ['space', 'variables']).flatMap(
    ({ path }) => readEach(identitySchema, raw, [...path, 'ingredients']),
  );
}

function unknown({ path, value }: Located<Identity>): Finding {
  const suggestion =
    typeof value === 'string'
      ? nearest(
          value,
          INGREDIENTS.map(({ name }) => name),
        )
      : undefined;
  const found = show(typeof value === 'string' ? value : Object.values(value)[0]);
  return { path, message: 'no such ingredient', expected: MEANT, found, ...(suggestion && { suggestion }) };
}
