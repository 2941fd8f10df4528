import { join } from 'node:path';
import { readCsv } from '../csv.js';
import type { Dataset } from '../dataset.js';
import { datasetOf, spaceOver } from '../dataset.js';

const RATES = ['C1', 'C2', 'C3'];
const ROUNDS = [0, 1, 2, 3];

/** What early cycles say of the life of cells under fast charging; the fourth rate follows from the others. */
export function attia(data: string): Dataset {
  const rows = ROUNDS.flatMap((round) =>
    readCsv(join(data, 'attia2020_clo', `pred_${round}.csv`), [...RATES, 'C4', 'life']),
  ).map((row) => ({
    parameters: Object.fromEntries(RATES.map((name) => [name, Number(row[name])])),
    target: Math.log(Number(row['life'])),
    group: RATES.map((name) => row[name]).join('/'),
  }));
  return datasetOf(
    {
      name: 'attia2020',
      about: 'ln life as told from 100 cycles of fast charging (Attia et al., Nature 2020)',
      groupedBy: 'protocol',
      space: spaceOver(
        RATES,
        rows.map(({ parameters }) => parameters),
      ),
    },
    rows,
  );
}
