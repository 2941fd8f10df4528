/** Mixtures as features of a model: which ingredients, or what they are made of. */

/** One measured mixture. Fractions by SMILES, in whatever measure the table has; the value and what else it depends on. */
export interface Mixture {
  readonly fractions: Readonly<Record<string, number>>;
  readonly conditions: readonly number[];
  readonly value: number;
}

const ELEMENTS = ['C', 'O', 'F', 'N', 'S', 'P', 'B', 'Si', 'Cl'];

/** Atoms heavier than hydrogen. */
export function heavyAtomsOf(smiles: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, bracketed, plain] of smiles.matchAll(
    /\[\d*([A-Z][a-z]?|[a-z])[^\]]*\]|(Cl|Br|[BCNOPSFI]|[bcnops])/g,
  )) {
    const symbol = bracketed ?? plain ?? '';
    const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
    if (element !== 'H') counts[element] = (counts[element] ?? 0) + 1;
  }
  return counts;
}

export function isSalt(smiles: string): boolean {
  return /\[[A-Z][a-z]?\+\]/.test(smiles);
}

/** Square roots of the fractions of these ingredients. */
export function byName(names: readonly string[], { fractions }: Mixture): number[] {
  return names.map((name) => Math.sqrt(fractions[name] ?? 0));
}

/**
 * Shares of the elements among the heavy atoms of the solvents and of the salts, each over all heavy atoms (after Kim et
 * al., PNAS 120, e2214357120, 2023), and the mean number of heavy atoms.
 */
export function byAtoms({ fractions }: Mixture): number[] {
  const totals = { solvent: new Map<string, number>(), salt: new Map<string, number>() };
  for (const [smiles, fraction] of Object.entries(fractions)) {
    const total = totals[isSalt(smiles) ? 'salt' : 'solvent'];
    for (const [element, count] of Object.entries(heavyAtomsOf(smiles))) {
      total.set(element, (total.get(element) ?? 0) + fraction * count);
    }
  }
  const atoms = [...totals.solvent.values(), ...totals.salt.values()].reduce((a, b) => a + b, 0);
  const shares = Object.values(totals).flatMap((total) =>
    ELEMENTS.map((element) => (total.get(element) ?? 0) / atoms),
  );
  return [...shares, atoms];
}

/** Columns on the range they have in some rows; those that do not vary there are left out. */
export function scaled(
  rows: readonly (readonly number[])[],
  all: readonly (readonly number[])[],
): Float64Array[] {
  const ranges = (rows[0] ?? []).map((_, k) => {
    const column = rows.map((row) => row[k]!);
    return { k, min: Math.min(...column), max: Math.max(...column) };
  });
  const varying = ranges.filter(({ min, max }) => max - min > 1e-9);
  return all.map((row) => Float64Array.from(varying, ({ k, min, max }) => (row[k]! - min) / (max - min)));
}
