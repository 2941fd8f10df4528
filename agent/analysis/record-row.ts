/** One row of a record as numbers. */
import type { Series } from './series.js';

/** The same object is filled anew for row after row: an object for each of 10^7 rows would be most of an analysis. */
export interface RecordRow {
  /** Counted from 0 over the whole record; -1 before the first. */
  row: number;
  timeS: number;
  step: number;
  cycle: number;
  voltageV: number;
  currentA: number;
  temperatureK: number;
}

export function noRow(): RecordRow {
  return {
    row: -1,
    timeS: NaN,
    step: NaN,
    cycle: NaN,
    voltageV: NaN,
    currentA: NaN,
    temperatureK: NaN,
  };
}

/** @param row of the record, which is row `index` of `series` */
export function fillRow(into: RecordRow, series: Series, index: number, row: number): void {
  into.row = row;
  into.timeS = series.testTimeS[index]!;
  into.step = series.step[index]!;
  into.cycle = series.cycle[index]!;
  into.voltageV = series.voltageV[index]!;
  into.currentA = series.currentA[index]!;
  into.temperatureK = series.temperatureK[index]!;
}
