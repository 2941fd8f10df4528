/** An impedance spectrum as columns, and everything that is wrong with the table it came from. */
import type { Rows } from '../series.js';

/** From high to low frequency, Ohm; capacitive reactance is negative. */
export interface Spectrum {
  readonly length: number;
  readonly frequencyHz: Float64Array;
  readonly realOhm: Float64Array;
  readonly imaginaryOhm: Float64Array;
}

/** What is wrong: `fatal` when nothing can be read, else something to be told. Rows count from 0. */
export interface Flaw {
  readonly fatal: boolean;
  readonly reason: string;
}

/** The circuit of a whole cell has a dozen parameters, a point two numbers. */
const LEAST_POINTS = 6;
const COLUMNS = ['frequencyHz', 'realOhm', 'imaginaryOhm'] as const;
/** No cell and no analyser has numbers outside; instruments answer 9.9E+37 for what they could not measure. */
const LEAST_HZ = 1e-9;
const LARGEST = 1e12;

/** The spectrum of a table `frequencyHz, realOhm, imaginaryOhm`, in whatever order its rows come; none where a flaw is fatal. */
export function readSpectrum(table: Rows): { spectrum?: Spectrum; flaws: readonly Flaw[] } {
  const { columns } = table;
  const at = COLUMNS.map((name) => columns.indexOf(name));
  if (at.some((index) => index < 0)) {
    const found = columns.join(', ') || 'none';
    return { flaws: [fatal(`expected columns ${COLUMNS.join(', ')}, found ${found}`)] };
  }
  const points = table.rows.map((row) => at.map((index) => row[index]));
  const bad = points.flatMap((point, row) => flawOf(point, row));
  if (points.length < LEAST_POINTS)
    bad.push(fatal(`${points.length} points, at least ${LEAST_POINTS} are needed`));
  else if (points.every(([, , im]) => !(im! < 0))) bad.push(fatal('no capacitive point'));
  if (bad.length > 0) return { flaws: bad };
  return { spectrum: sorted(points as number[][]), flaws: orderFlaws(points.map(([hz]) => hz!)) };
}

const fatal = (reason: string): Flaw => ({ fatal: true, reason });

/** The first cell of a row that no passive cell can have shown. */
function flawOf(point: readonly unknown[], row: number): Flaw[] {
  const column = point.findIndex((value, index) => !plausible(value, index));
  if (column < 0) return [];
  const expected = ['a frequency above 0', 'a real part above 0', 'a number'][column]!;
  return [fatal(`row ${row}, ${COLUMNS[column]!}: expected ${expected}, found ${String(point[column])}`)];
}

function plausible(value: unknown, column: number): boolean {
  if (typeof value !== 'number' || !(Math.abs(value) < LARGEST)) return false;
  return column === 0 ? value >= LEAST_HZ : column === 2 || value > 0;
}

/** A sweep goes one way and measures each frequency once. */
function orderFlaws(frequencyHz: readonly number[]): Flaw[] {
  const down = frequencyHz.at(-1)! < frequencyHz[0]!;
  const flaws: Flaw[] = [];
  const turn = frequencyHz.findIndex((hz, row) => row > 0 && hz > frequencyHz[row - 1]! === down);
  if (turn > 0) flaws.push({ fatal: false, reason: `row ${turn}, frequencyHz: out of order` });
  const first = new Map<number, number>();
  for (const [row, hz] of frequencyHz.entries()) {
    const before = first.get(hz);
    if (before === undefined) first.set(hz, row);
    else
      flaws.push({ fatal: false, reason: `row ${row}, frequencyHz: ${hz} Hz again, first in row ${before}` });
  }
  return flaws;
}

function sorted(points: readonly (readonly number[])[]): Spectrum {
  const falling = [...points].sort(([a], [b]) => b! - a!);
  const column = (index: number): Float64Array => Float64Array.from(falling, (point) => point[index]!);
  return {
    length: points.length,
    frequencyHz: column(0),
    realOhm: column(1),
    imaginaryOhm: column(2),
  };
}
