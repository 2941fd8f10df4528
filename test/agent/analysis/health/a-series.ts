/** Short records written out row by row. */
import { readSeries, SERIES_COLUMNS, type Series } from '../../../../agent/analysis/series.js';

export type Row = readonly [
  testTimeS: number,
  step: number,
  cycle: number,
  voltageV: number,
  currentA: number,
  temperatureK: number,
];

export function aSeries(rows: readonly Row[]): Series {
  return readSeries({ columns: SERIES_COLUMNS, rows }).series;
}

/** A row every `everyS` from `fromS` on. */
export function rowsEvery(
  everyS: number,
  count: number,
  row: (timeS: number, k: number) => Row,
  fromS = 0,
): Row[] {
  return Array.from({ length: count }, (_, k) => row(fromS + everyS * k, k));
}
