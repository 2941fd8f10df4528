/** Standard atomic weights, g/mol (IUPAC 2021, abridged), of the elements that electrolytes are made of. */
const ATOMIC_WEIGHTS: Readonly<Partial<Record<string, number>>> = {
  ...{ H: 1.008, Li: 6.94, B: 10.81, C: 12.011, N: 14.007, O: 15.999, F: 18.998 },
  ...{ Si: 28.085, P: 30.974, S: 32.06, Cl: 35.45, As: 74.922 },
};

/**
 * Atoms by element: `{ C: 3, H: 4, O: 3 }` of `C3H4O3`; an element may come twice, as in `CH3OH`.
 * @throws {RangeError} for what is no formula
 */
export function atomsOf(formula: string): Readonly<Record<string, number>> {
  const parts = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== formula) {
    throw new RangeError(`expected a formula such as C3H4O3, found "${formula}"`);
  }
  const atoms: Record<string, number> = {};
  for (const [, element = '', count = ''] of parts)
    atoms[element] = (atoms[element] ?? 0) + Number(count || 1);
  return atoms;
}

/** g/mol. @throws {RangeError} for what is no formula, or an element of unknown weight */
export function molarMassGPerMol(formula: string): number {
  return Object.entries(atomsOf(formula)).reduce((sum, [element, count]) => {
    const weight = ATOMIC_WEIGHTS[element];
    if (weight === undefined) throw new RangeError(`no atomic weight of ${element} is known here`);
    return sum + count * weight;
  }, 0);
}
