import { join } from 'node:path';
import { RECIPE } from '../../../planner/generative/data/domain.js';
import type { Space, Variable } from '../../../planner/space/space.js';
import { readCsv } from '../csv.js';
import type { Dataset } from '../dataset.js';
import { datasetOf } from '../dataset.js';

const number = (name: string, min: number, max: number, scale: 'linear' | 'log' = 'linear'): Variable => ({
  ...{ name, kind: 'continuous', min, max, scale },
});

const SPACE: Space = {
  blocks: [],
  variables: [
    number('formation_temperature', 25, 55),
    number('ocv_time', 0, 168),
    number('formation_charge_current_1', 0.004, 0.8, 'log'),
    number('formation_cutoff_voltage_1', 3.6, 4.1),
    number('formation_charge_current_2', 0.004, 0.8, 'log'),
    { name: 'formation_verification_repeat', kind: 'integer', min: 0, max: 5 },
  ],
  constraints: [],
};

/** Measured before any ageing. Times and capacities as logarithms. */
const SIGNALS = ['1st_CE', '1st_ch_cap', '1st_disch_cap', 'formation_time', 'temperature_exp', 'cv_hold_cap'];
const LOGARITHMIC = ['formation_time', 'cv_hold_cap'];

/** Of the first diagnostic, after formation: learned from, never given to a prediction. By file. */
const DIAGNOSTIC: Readonly<Record<string, readonly string[]>> = {
  'electrode_info_04152024.csv': ['Q_ne', 'SOC_ne_0', 'SOC_pe_0', 'SOC_ne_100', 'SOC_pe_100', 'Q_li'],
  'rpt_summary_041524.csv': ['rpt_low_cap', 'rpt_med_cap', 'regu_cap'],
  'delta_features_041524.csv': ['r_c_4_30s', 'r_d_4_30s'],
};

/** Cycle life of pouch cells after many formations. */
export function cui(data: string): Dataset {
  const folder = join(data, 'cui2024_formation');
  const cells = readCsv(join(folder, 'derived_cells.csv')).filter((cell) => cell['regu_life'] !== '');
  const diagnosticOf = diagnostics(folder);
  return datasetOf(
    {
      name: 'cui2024',
      about: 'ln cycle life of pouch cells by their formation (Cui et al., Joule 2024)',
      groupedBy: 'protocol',
      space: SPACE,
      measured: [
        { name: 'formation', quantities: SIGNALS },
        { name: 'diagnostic', quantities: Object.values(DIAGNOSTIC).flat() },
      ],
      inputs: [[RECIPE], [RECIPE, 'formation']],
    },
    cells.map((cell) => ({
      parameters: Object.fromEntries(SPACE.variables.map(({ name }) => [name, Number(cell[name])])),
      target: Math.log(Number(cell['regu_life'])),
      group: cell['protocol_id']!,
      measured: { formation: SIGNALS.map((name) => signal(cell, name)), diagnostic: diagnosticOf(cell) },
    })),
  );
}

function signal(cell: Readonly<Record<string, string>>, name: string): number {
  const value = toNumber(cell[name]);
  return LOGARITHMIC.includes(name) ? Math.log(value) : value;
}

/** NaN where a cell has no first diagnostic. */
function diagnostics(folder: string): (cell: Readonly<Record<string, string>>) => number[] {
  const files = Object.entries(DIAGNOSTIC).map(([file, names]) => {
    const first = readCsv(join(folder, file)).filter(
      (row) => (row['diag_pos'] ?? row['cycle_index']) === '0',
    );
    return { names, byCell: new Map(first.map((row) => [row['seq_num'], row])) };
  });
  return (cell) =>
    files.flatMap(({ names, byCell }) => names.map((name) => toNumber(byCell.get(cell['seq_num'])?.[name])));
}

function toNumber(text: string | undefined): number {
  return text === undefined || text === '' ? NaN : Number(text);
}
