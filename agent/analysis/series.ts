/** A cycling record as columns. */
import type { Defect } from './defect.js';

/** Current is positive on charge (Battery Data Format). All columns have `length` entries, in order of recording. */
export interface Series {
  readonly length: number;
  readonly testTimeS: readonly number[];
  readonly step: readonly number[];
  readonly cycle: readonly number[];
  readonly voltageV: readonly number[];
  readonly currentA: readonly number[];
  readonly temperatureK: readonly number[];
}

/** Rows under named columns, as an instrument gives them. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

export const SERIES_COLUMNS = [
  'testTimeS',
  'step',
  'cycle',
  'voltageV',
  'currentA',
  'temperatureK',
] as const satisfies readonly (keyof Series)[];

/**
 * The columns of a record, in whatever order they come. A column that is missing, or a row that is too short, reads as
 * NaN, which screening then reports; the defects returned here name the columns.
 */
export function readSeries({ columns, rows }: Rows): { series: Series; defects: readonly Defect[] } {
  const column = (name: string): number[] => {
    const index = columns.indexOf(name);
    return rows.map((row) => row[index] ?? NaN);
  };
  const missing = SERIES_COLUMNS.filter((name) => !columns.includes(name));
  const entries = SERIES_COLUMNS.map((name) => [name, column(name)] as const);
  const read = Object.fromEntries(entries) as Record<(typeof SERIES_COLUMNS)[number], number[]>;
  return {
    series: { length: rows.length, ...read },
    defects: missing.map((name) => ({
      kind: 'missing-column',
      quality: 'invalid',
      reason: `column ${name} is missing (there are ${columns.join(', ') || 'none'})`,
      fromRow: 0,
      toRow: Math.max(0, rows.length - 1),
    })),
  };
}
