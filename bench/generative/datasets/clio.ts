import { join } from 'node:path';
import { readCsv } from '../csv.js';
import type { Dataset } from '../dataset.js';
import { datasetOf, spaceOver } from '../dataset.js';

const NAMES = ['LiPF6', 'EC', 'DMC'];

/** Conductivity of carbonate electrolytes that a robot mixed and measured; one dead run stays in. */
export function clio(data: string): Dataset {
  const file = join(data, 'clio2022', 'ECDMCEMC_optimization_march2021.csv');
  const rows = readCsv(file).map((row) => ({
    parameters: {
      LiPF6: Number(row['LiPF6_molalitt']),
      EC: Number(row['EC_mass_fraction']),
      DMC: Number(row['DMC_cosolvent_ratio']),
    },
    target: Number(row['conductivity']),
  }));
  return datasetOf(
    {
      name: 'clio2022',
      about: 'conductivity of carbonate electrolytes, by a robot (Dave et al., Nat. Commun. 2022)',
      groupedBy: 'formulation',
      space: spaceOver(
        NAMES,
        rows.map(({ parameters }) => parameters),
      ),
    },
    rows.map((row) => ({ ...row, group: Object.values(row.parameters).join('/') })),
  );
}
