import { join } from 'node:path';
import { seededRng, shuffled } from '../../../core/rng.js';
import type { Space } from '../../../planner/space/space.js';
import { readCsv } from '../csv.js';
import type { Dataset, Row } from '../dataset.js';
import { datasetOf, spaceOver } from '../dataset.js';

/** Papers differ in size by a factor of 100; each gives so many rows at most. */
const MOST_OF_A_PAPER = 25;
const FIRST_SOLVENT = 7;

/** Conductivity of lithium electrolytes out of the literature, in mass fractions and mol/kg. */
export function calisol(data: string): Dataset {
  const all = readCsv(join(data, 'calisol23', 'CALiSol-23_Dataset.csv')).filter(
    (row) => row['c units'] === 'mol/kg' && row['solvent ratio type'] === 'w' && Number(row['k']) > 0,
  );
  const solvents = Object.keys(all[0]!).slice(FIRST_SOLVENT);
  const chosen = someOfEach(all.filter((row) => Math.abs(total(row, solvents) - 1) < 0.02));
  const used = solvents.filter((name) => chosen.some((row) => Number(row[name]) > 0));
  const rows = chosen.map((row) => toRow(row, used));
  return datasetOf(
    {
      name: 'calisol23',
      about: 'log10 conductivity of lithium electrolytes, literature (de Blasio et al., Sci. Data 2024)',
      groupedBy: 'paper',
      space: spaceOf(rows, used),
    },
    rows,
  );
}

type Cells = Readonly<Record<string, string>>;

function total(row: Cells, solvents: readonly string[]): number {
  return solvents.reduce((sum, name) => sum + Number(row[name]), 0);
}

function someOfEach(rows: readonly Cells[]): Cells[] {
  const rng = seededRng('calisol');
  const papers = [...new Set(rows.map((row) => row['doi']))];
  return papers.flatMap((doi) => {
    const own = rows.filter((row) => row['doi'] === doi);
    return shuffled(own, rng).slice(0, MOST_OF_A_PAPER);
  });
}

function toRow(row: Cells, solvents: readonly string[]): Row {
  const sum = total(row, solvents);
  return {
    parameters: {
      ...Object.fromEntries(solvents.map((name) => [`solvent.${name}`, Number(row[name]) / sum])),
      ...{ T: Number(row['T']), c: Math.log(Number(row['c']) + 0.01), salt: row['salt']! },
    },
    target: Math.log10(Number(row['k'])),
    group: row['doi']!,
    origin: row['doi']!,
  };
}

function spaceOf(rows: readonly Row[], solvents: readonly string[]): Space {
  const points = rows.map(({ parameters }) => parameters);
  const components = solvents.map((name) => ({ name, min: 0, max: 1 }));
  return {
    blocks: [{ name: 'solvent', components, maxComponents: components.length }],
    variables: [
      ...spaceOver(['T', 'c'], points).variables,
      { name: 'salt', kind: 'categorical', levels: [...new Set(points.map(({ salt }) => String(salt)))] },
    ],
    constraints: [],
  };
}
