/** Measured tables as pools: each query draws a row that was really measured. Prepared as the frozen designs say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { poolOf, type Pool, type PoolRow } from '../../planner/backtest/pool.js';
import type { Parameters } from '../../planner/space/space.js';

interface Row {
  readonly inputs: Readonly<Record<string, number>>;
  /** To be maximised. */
  readonly value: number;
  /** Rows of one group are replicates. */
  readonly group: string;
}

const OBJECTIVES = [{ name: 'value', direction: 'maximise' as const }];

const olympus =
  (name: string, columns: readonly string[], sign: 1 | -1, isMixture = false) =>
  (data: string): Pool => {
    const rows = readFileSync(join(data, 'olympus_dev', name, 'data.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line, index): Row => {
        const numbers = line.split(',').map(Number);
        const inputs = Object.fromEntries(columns.map((column, k) => [column, numbers[k]!]));
        return { inputs, value: sign * numbers.at(-1)!, group: String(index) };
      });
    return isMixture ? mixtureOf(columns, rows) : numbersOf(rows);
  };

/** By name, as in `benchmarks/pools.json`. */
export const POOLS: Readonly<Record<string, (data: string) => Pool>> = {
  cui2024: (data) => {
    const rows = table(join(data, 'cui2024_formation', 'derived_cells.csv'))
      .filter((row) => row['regu_life'] !== '')
      .sort((a, b) => Number(a['protocol_id']) - Number(b['protocol_id']));
    return numbersOf(
      rows.map((row) => ({
        inputs: {
          temperature: Number(row['formation_temperature']),
          ocvTime: Number(row['ocv_time']),
          log2Current1: Math.log2(Number(row['formation_charge_current_1'])),
          log2Current2: Math.log2(Number(row['formation_charge_current_2'])),
          cutoff: Number(row['formation_cutoff_voltage_1']),
          repeat: Number(row['formation_verification_repeat']),
        },
        value: Number(row['regu_life']),
        group: row['protocol_id']!,
      })),
    );
  },
  kim2023: (data) =>
    numbersOf(
      table(join(data, 'kim2023_lmb_ce', 'pnas.2214357120.sd01.csv')).map((row, index) => ({
        inputs: Object.fromEntries(
          Object.entries(row)
            .slice(0, 13)
            .map(([key, value]) => [key, Number(value)]),
        ),
        value: Number(row['LLCE']),
        group: String(index),
      })),
    ),
  alab_gpss: (data) => {
    const rows = table(join(data, 'alab_gpss', 'derived_flat.csv'));
    const compositions = rows.map((row) => elementsOf(row['composition']!));
    const elements = [...new Set(compositions.flatMap((one) => Object.keys(one)))].sort();
    return numbersOf(
      rows.map((row, index) => ({
        inputs: {
          ...Object.fromEntries(elements.map((element) => [element, compositions[index]![element] ?? 0])),
          temperature: Number(row['synthesis_temperature_C']),
        },
        value: Math.log10(Number(row['conductivity_S_per_cm'])),
        group: String(index),
      })),
    );
  },
  agnp: olympus('agnp', ['agno3', 'pva', 'tsc', 'seed', 'tot'], 1),
  crossed_barrel: olympus('crossed_barrel', ['n', 'theta', 'r', 't'], 1),
  photo_wf3: olympus('photo_wf3', ['1', '2', '3', '4'], -1, true),
  oer_plate_4098: olympus('oer_plate_4098', ['sn', 'sb', 'co', 'ca', 'ni', 'mn'], -1, true),
};

/** Numbers between the ends of what the table holds. */
function numbersOf(rows: readonly Row[]): Pool {
  const names = Object.keys(rows[0]!.inputs);
  const variables = names.map((name) => {
    const values = rows.map(({ inputs }) => inputs[name]!);
    const [min, max] = [Math.min(...values), Math.max(...values)];
    return { name, kind: 'continuous' as const, min, max, scale: 'linear' as const };
  });
  return poolOf(
    { blocks: [], variables, constraints: [] },
    OBJECTIVES,
    measured(rows, (inputs) => inputs),
  );
}

function mixtureOf(names: readonly string[], rows: readonly Row[]): Pool {
  const components = names.map((name) => ({ name, min: 0, max: 1 }));
  const blocks = [{ name: 'x', components, maxComponents: names.length }];
  const toPoint = (inputs: Row['inputs']): Parameters => {
    const sum = Object.values(inputs).reduce((a, b) => a + b, 0);
    return Object.fromEntries(names.map((name) => [`x.${name}`, inputs[name]! / sum]));
  };
  return poolOf({ blocks, variables: [], constraints: [] }, OBJECTIVES, measured(rows, toPoint));
}

function measured(rows: readonly Row[], toPoint: (inputs: Row['inputs']) => Parameters): PoolRow[] {
  return rows.map(({ inputs, value, group }) => ({ parameters: toPoint(inputs), values: [value], group }));
}

/** Shares of the elements of a formula without brackets. */
function elementsOf(formula: string): Record<string, number> {
  const parts = [...formula.matchAll(/([A-Z][a-z]?)([\d.]*)/g)];
  const counts = new Map<string, number>();
  for (const [, element, count] of parts) {
    counts.set(element!, (counts.get(element!) ?? 0) + (count === '' ? 1 : Number(count)));
  }
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  return Object.fromEntries([...counts].map(([element, count]) => [element, count / total]));
}

/** Rows of a CSV file without quotes, by column. */
function table(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(file, 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/);
  const columns = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, k) => [column, cells[k] ?? '']));
  });
}
