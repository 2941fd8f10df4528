/** A cycling record as columns. */
import type { Defect } from './defect.js';

/**
 * Current is positive on charge (Battery Data Format). All columns have `length` entries, in order of recording; packed
 * ones, since a record of weeks has a million rows and is looked at after every stage.
 */
export interface Series {
  readonly length: number;
  readonly testTimeS: Float64Array;
  readonly step: Float64Array;
  readonly cycle: Float64Array;
  readonly voltageV: Float64Array;
  readonly currentA: Float64Array;
  readonly temperatureK: Float64Array;
  /** 1 for a row that can be used in arithmetic, 0 for one that holds what is not a number. Temperature apart. */
  readonly usable: Uint8Array;
}

/** Rows under named columns, as an instrument gives them. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** The same column by column, where they are kept so: it costs a fraction of unpacking them as rows. */
  readonly unpack?: () => readonly Float64Array[];
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
export function readSeries(table: Rows): { series: Series; defects: readonly Defect[] } {
  const { columns } = table;
  const unpacked = table.unpack ? table.unpack() : transposed(table);
  const length = unpacked[0]?.length ?? 0;
  const column = (name: string): Float64Array =>
    unpacked[columns.indexOf(name)] ?? new Float64Array(length).fill(NaN);
  const missing = SERIES_COLUMNS.filter((name) => !columns.includes(name));
  const entries = SERIES_COLUMNS.map((name) => [name, column(name)] as const);
  const read = Object.fromEntries(entries) as Record<(typeof SERIES_COLUMNS)[number], Float64Array>;
  return {
    series: {
      length,
      ...read,
      usable: usableRows(
        NEEDED.map((name) => read[name]),
        length,
      ),
    },
    defects: missing.map((name) => ({
      kind: 'missing-column',
      quality: NEEDED.includes(name) ? 'invalid' : 'suspect',
      reason: `column ${name} is missing (there are ${columns.join(', ') || 'none'})`,
      fromRow: 0,
      toRow: Math.max(0, length - 1),
    })),
  };
}

function transposed({ columns, rows }: Rows): Float64Array[] {
  return columns.map((_, index) => {
    const values = new Float64Array(rows.length);
    rows.forEach((row, k) => (values[k] = row[index] ?? NaN));
    return values;
  });
}

/** Without a temperature, charge and voltage are worth as much. */
const NEEDED: readonly (typeof SERIES_COLUMNS)[number][] = SERIES_COLUMNS.filter(
  (name) => name !== 'temperatureK',
);

/** SCPI instruments answer 9.91E+37 for "not a number" and 9.9E+37 for infinity (SCPI-99, 7.2.1); nothing real is near. */
const LARGEST = 1e12;

export function isNumber(value: number): boolean {
  return Math.abs(value) < LARGEST;
}

function usableRows(columns: readonly Float64Array[], length: number): Uint8Array {
  const usable = new Uint8Array(length).fill(1);
  for (const column of columns) {
    for (let row = 0; row < length; row++) if (!isNumber(column[row]!)) usable[row] = 0;
  }
  return usable;
}
