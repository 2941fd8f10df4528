import type { Table } from '../data/table.js';
import type { Prediction } from './predict.js';

/** The table with predicted means in place of NaN, by domain. */
export function filledIn(table: Table, predictions: ReadonlyMap<string, Prediction>): Table {
  const values = [...predictions].map(([name, { mean }]) => {
    const known = table.values[name];
    return [name, mean.map((value, k) => (known && !Number.isNaN(known[k]!) ? known[k]! : value))] as const;
  });
  return { ...table, values: Object.fromEntries(values) };
}
