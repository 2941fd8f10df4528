/** Measured mixtures of ../shared/data, read when they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { ingredientCalled } from '../../config/ingredients/find-ingredient.js';
import { shuffled, type Rng } from '../../core/rng.js';
import { compositionsOf } from '../../config/ingredients/composition.js';
import { pointOf, spaceOf, type Mixture } from './mixture.js';
import type { Searched } from './search.js';

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

type Row = Readonly<Partial<Record<string, string>>>;

function rowsOf(...path: string[]): readonly Row[] | undefined {
  const file = join(DATA, ...path);
  if (!existsSync(file)) return undefined;
  return Papa.parse<Row>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
}

/** -log10(1 - Coulombic efficiency) of lithium on copper (Kim et al. 2023, with structures by IBM); mole fractions. */
export function coulombicEfficiency(): readonly Mixture[] | undefined {
  const parts = ['ibm_lce_train_data.csv', 'ibm_lce_test_data.csv'].map((file) =>
    rowsOf('kim2023_lmb_ce', file),
  );
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.flatMap((part = []) => part.map(mixtureOfStructures));
}

function mixtureOfStructures(row: Row): Mixture {
  const pairs = [1, 2, 3, 4, 5, 6].map((k) => [row[`smiles${k}`] ?? '', Number(row[`conc${k}`])] as const);
  const present = pairs.filter(([, fraction]) => fraction > 0);
  const total = present.reduce((sum, [, fraction]) => sum + fraction, 0);
  const fractions: Record<string, number> = {};
  for (const [smiles, fraction] of present) {
    const name = ingredientCalled(smiles)?.smiles ?? smiles;
    fractions[name] = (fractions[name] ?? 0) + fraction / total;
  }
  return { fractions, conditions: {}, value: Number(row['LCE']) };
}

/** log10 of the conductivity, mS/cm, of solvents by mass with a salt in mol/kg (CALiSol-23); `count` rows by lot. */
export function conductivity(count: number, rng: Rng): readonly Mixture[] | undefined {
  const rows = rowsOf('calisol23', 'CALiSol-23_Dataset.csv');
  if (rows === undefined) return undefined;
  const usable = rows.filter(
    (row) => Number(row['k']) > 0 && row['c units'] === 'mol/kg' && row['solvent ratio type'] === 'w',
  );
  const known = usable.flatMap((row) => mixtureOfNames(row) ?? []);
  return shuffled(known, rng).slice(0, count);
}

const CONDITIONS = ['doi', 'k', 'T', 'c', 'salt', 'c units', 'solvent ratio type'];

/** Undefined where an ingredient is none that we know. */
function mixtureOfNames(row: Row): Mixture | undefined {
  const shares = Object.entries(row).filter(
    ([name, share]) => !CONDITIONS.includes(name) && Number(share) > 0,
  );
  const salt = ingredientCalled(row['salt'] ?? '');
  const solvents = shares.map(([name, share]) => [ingredientCalled(name)?.smiles, Number(share)] as const);
  if (!salt || solvents.some(([smiles]) => smiles === undefined)) return undefined;
  const amount = Number(row['c']);
  // A kilogram of solvents: a salt of 1 mol/kg is about a tenth of it, and only its place among other salts matters.
  const parts = [...solvents, [salt.smiles, amount / 10]] as [string, number][];
  const total = parts.reduce((sum, [, share]) => sum + share, 0);
  return {
    fractions: Object.fromEntries(parts.map(([smiles, share]) => [smiles, share / total])),
    conditions: { inverseTemperature: 1000 / Number(row['T']), logSalt: Math.log(amount + 0.01) },
    value: Math.log10(Number(row['k'])),
  };
}

/** Largest part of the capacity that an anode-free cell gave back, by solvent (Ma et al. 2025), one row a solvent: its values are copied over salts. */
export function anodeFree(): Searched | undefined {
  const rows = rowsOf('al_anode_free_lmb', 'derived_labels_by_batch.csv');
  if (rows === undefined) return undefined;
  const best = new Map<string, number>();
  for (const { solvent_smiles: solvent = '', norm_capacity: value } of rows) {
    best.set(solvent, Math.max(best.get(solvent) ?? 0, Number(value)));
  }
  const levels = [...best.keys()];
  const compositions = compositionsOf(levels.map((smiles) => ({ smiles }))) ?? [];
  const variable = { name: 'solvent', kind: 'categorical' as const, levels };
  return {
    space: (code) => ({
      blocks: [],
      variables: [{ ...variable, ...(code !== 'names' && { compositions }) }],
      constraints: [],
    }),
    rows: levels.map((solvent) => ({ parameters: { solvent }, value: best.get(solvent)! })),
  };
}

/** Mixtures as rows to search. */
export function searchedIn(mixtures: readonly Mixture[] | undefined): Searched | undefined {
  if (mixtures === undefined) return undefined;
  const space = spaceOf(mixtures, 'names');
  const rows = mixtures.map((one) => ({ parameters: pointOf(space, one), value: one.value }));
  return { space: (code) => spaceOf(mixtures, code), rows };
}
