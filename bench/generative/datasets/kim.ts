import { join } from 'node:path';
import type { Space } from '../../../planner/space/space.js';
import { readCsv } from '../csv.js';
import type { Dataset } from '../dataset.js';
import { datasetOf, spaceOver } from '../dataset.js';

const ELEMENTS = ['FC', 'OC', 'FO', 'InOr', 'F', 'sF', 'aF', 'O', 'sO', 'aO', 'C', 'sC', 'aC'];

/** Coulombic efficiency of electrolytes for lithium metal, out of the literature: two methods of measurement mixed. */
export function kim(data: string): Dataset {
  const rows = readCsv(join(data, 'kim2023_lmb_ce', 'pnas.2214357120.sd01.csv')).map((row) => ({
    parameters: {
      ...Object.fromEntries(ELEMENTS.map((name) => [name, Number(row[name])])),
      method: row['Method']!,
    },
    target: Number(row['LLCE']),
    group: row['Reference']!,
    origin: row['Reference']!,
  }));
  const points = rows.map(({ parameters }) => parameters);
  const space: Space = {
    ...spaceOver(ELEMENTS, points),
    variables: [
      ...spaceOver(ELEMENTS, points).variables,
      { name: 'method', kind: 'categorical', levels: [...new Set(points.map(({ method }) => method))] },
    ],
  };
  return datasetOf(
    {
      name: 'kim2023',
      about: '-log10(1 - coulombic efficiency) by elemental ratios, literature (Kim et al., PNAS 2023)',
      groupedBy: 'paper',
      space,
    },
    rows,
  );
}
