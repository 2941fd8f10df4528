import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataHash } from '../../planner/generative/data/table.js';
import type { Schema } from '../../planner/generative/data/domain.js';
import type { Table } from '../../planner/generative/data/table.js';
import { layOut } from '../../planner/space/layout.js';
import { toVector } from '../../planner/space/point.js';
import type { Space, Variable } from '../../planner/space/space.js';

/** 182 pouch cells with a cycle life, 63 formation protocols (Cui et al., Joule 2024). */
export interface Cells {
  readonly schema: Schema;
  readonly table: Table;
  /** Cycles to end of life. */
  readonly lives: Float64Array;
  readonly hash: string;
}

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

const SCHEMA: Schema = {
  space: SPACE,
  domains: [
    { name: 'formation', kind: 'gaussian', role: 'measured', quantities: SIGNALS },
    {
      ...{ name: 'diagnostic', kind: 'gaussian', role: 'measured' },
      quantities: Object.values(DIAGNOSTIC).flat(),
    },
    { name: 'life', kind: 'gaussian', role: 'target', quantities: ['ln cycles'] },
  ],
  sources: ['tester'],
};

export function readCells(data: string): Cells {
  const rows = readTable(join(data, 'cui2024_formation', 'derived_cells.csv')).filter(
    (row) => row['regu_life'] !== '',
  );
  const layout = layOut(SPACE);
  const lives = Float64Array.from(rows, (row) => Number(row['regu_life']));
  const recipes = rows.flatMap((row) => {
    const point = Object.fromEntries(SPACE.variables.map(({ name }) => [name, Number(row[name])]));
    return [...toVector(layout, point)];
  });
  const table: Table = {
    rowCount: rows.length,
    recipes: Float64Array.from(recipes),
    values: {
      formation: Float64Array.from(rows.flatMap(signals)),
      diagnostic: diagnosticsOf(data, rows),
      life: lives.map(Math.log),
    },
    sources: new Int32Array(rows.length),
    groups: Int32Array.from(rows, (row) => Number(row['protocol_id'])),
  };
  return { schema: SCHEMA, table, lives, hash: dataHash(SCHEMA, table) };
}

function signals(row: Readonly<Record<string, string>>): number[] {
  return SIGNALS.map((name) => {
    const text = row[name];
    if (text === undefined || text === '') return NaN;
    return LOGARITHMIC.includes(name) ? Math.log(Number(text)) : Number(text);
  });
}

/** NaN where a cell has no first diagnostic. */
function diagnosticsOf(data: string, cells: readonly Record<string, string>[]): Float64Array {
  const files = Object.entries(DIAGNOSTIC).map(([file, names]) => {
    const first = readTable(join(data, 'cui2024_formation', file)).filter(
      (row) => (row['diag_pos'] ?? row['cycle_index']) === '0',
    );
    return { names, byCell: new Map(first.map((row) => [row['seq_num'], row])) };
  });
  const values = cells.flatMap((cell) =>
    files.flatMap(({ names, byCell }) => names.map((name) => byCell.get(cell['seq_num'])?.[name])),
  );
  return Float64Array.from(values, (text) => (text === undefined || text === '' ? NaN : Number(text)));
}

function readTable(path: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, k) => [name, cells[k] ?? '']));
  });
}
