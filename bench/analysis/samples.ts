/** Rows of cycling in pieces, as long a record as wanted, in the memory of one piece. */
import { SERIES_COLUMNS, readSeries, type Series } from '../../agent/analysis/series.js';
import type { Rng } from '../../core/rng.js';

/** C/2 of the coin cell, so that a cycle takes four hours. */
const CURRENT_A = 0.0012;
const PASS_ROWS = 7200;
const PIECE_ROWS = 100_000;

/** A row a second; noise of a fraction of a millivolt and of some nanoamperes. */
export function* pieces(rows: number, rng: Rng): Generator<Series> {
  for (let from = 0; from < rows; from += PIECE_ROWS)
    yield piece(from, Math.min(PIECE_ROWS, rows - from), rng);
}

export function piece(from: number, length: number, rng: Rng): Series {
  const columns = SERIES_COLUMNS.map(() => new Float64Array(length));
  const [timeS, step, cycle, voltageV, currentA, temperatureK] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < length; k++) {
    const row = from + k;
    const pass = Math.floor(row / PASS_ROWS);
    const share = (row % PASS_ROWS) / PASS_ROWS;
    const sign = pass % 2 === 0 ? 1 : -1;
    timeS[k] = row;
    step[k] = pass;
    cycle[k] = Math.floor(pass / 2) + 1;
    voltageV[k] = 3.5 + sign * (share - 0.5) + 2e-4 * rng.uniform();
    currentA[k] = sign * CURRENT_A + 1e-8 * rng.uniform();
    temperatureK[k] = 298.15;
  }
  return readSeries({ columns: SERIES_COLUMNS, rows: [], unpack: () => columns }).series;
}

/** As a tester's file prints them. */
export function printed({ length, ...columns }: Series): string {
  const line = (k: number): string =>
    `${columns.testTimeS[k]!},${columns.voltageV[k]!.toFixed(4)},${columns.currentA[k]!.toFixed(7)},${columns.cycle[k]!},${columns.step[k]!},25.0\n`;
  return Array.from({ length }, (_, k) => line(k)).join('');
}
