import { join } from 'node:path';
import { readCsv } from '../csv.js';
import type { Dataset } from '../dataset.js';
import { datasetOf, spaceOver } from '../dataset.js';

const NAMES = ['LiPF6', 'EC', 'DMC'];

/** One mixture and its conductivity, mS/cm. */
export interface ClioPoint {
  readonly parameters: Readonly<Record<string, number>>;
  readonly conductivity: number;
}

/** What the robot measured, in order, and what the Advanced Electrolyte Model says over the same variables. */
export function clioPoints(data: string): {
  readonly robot: readonly ClioPoint[];
  readonly simulated: readonly ClioPoint[];
} {
  const points = (file: string, salt: string): ClioPoint[] =>
    readCsv(join(data, 'clio2022', file)).map((row) => ({
      parameters: {
        LiPF6: Number(row[salt]),
        EC: Number(row['EC_mass_fraction']),
        DMC: Number(row['DMC_cosolvent_ratio']),
      },
      conductivity: Number(row['conductivity']),
    }));
  return {
    robot: points('ECDMCEMC_optimization_march2021.csv', 'LiPF6_molalitt'),
    simulated: points('AEM_training_data.csv', 'LiPF6_molality'),
  };
}

/** Conductivity of carbonate electrolytes that a robot mixed and measured; one dead run stays in. */
export function clio(data: string): Dataset {
  const rows = clioPoints(data).robot.map(({ parameters, conductivity: target }) => ({ parameters, target }));
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
