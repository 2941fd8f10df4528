/** How fast a cell loses its voltage with nothing connected. */
import type { Recording } from '../recording.js';
import { isFiniteRow } from '../screening.js';
import type { Series } from '../series.js';

/** Readings closer to zero than this say more about the meter than about the cell, V. */
const LEAST_V = 0.02;
/** Fewer rows do not part a drift from noise. */
const LEAST_ROWS = 4;

export interface RestDecay {
  /** Relative loss of voltage an hour, /h. */
  readonly perH: number;
  /** Its standard error, /h: what noise alone makes of a short rest. */
  readonly errorPerH: number;
}

/**
 * Relative loss of voltage per hour over the rest before the first current, /h; undefined without such a rest. A fresh
 * cell sits where voltage falls steeply with charge: an internal short of a megohm empties it within hours, air that
 * takes a millionth of its lithium shows, and a sound one stands still.
 */
export function freshDecay(series: Series, { restCurrentA }: Recording): RestDecay | undefined {
  const { length, testTimeS, voltageV, currentA } = series;
  const startV = voltageV[0] ?? NaN;
  const hours: number[] = [];
  const logs: number[] = [];
  for (let row = 0; row < length && !(Math.abs(currentA[row]!) > restCurrentA); row++) {
    if (!isFiniteRow(series, row) || !(voltageV[row]! > LEAST_V)) continue;
    hours.push(testTimeS[row]! / 3600);
    logs.push(Math.log(startV / voltageV[row]!));
    if (voltageV[row]! < startV / 20) break;
  }
  if (hours.length >= LEAST_ROWS) return line(hours, logs);
  return startV > LEAST_V && (voltageV[3] ?? NaN) <= LEAST_V
    ? { perH: Math.log(startV / LEAST_V) / span(testTimeS), errorPerH: 0 }
    : undefined;
}

/** Of the first four rows, h: a short that empties the cell in less leaves no slope to fit. */
function span(testTimeS: Float64Array): number {
  return Math.max(1, testTimeS[3]! - testTimeS[0]!) / 3600;
}

/** Least squares. */
function line(x: readonly number[], y: readonly number[]): RestDecay {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length;
  const sxy = x.reduce((sum, value, k) => sum + (value - meanX) * (y[k]! - meanY), 0);
  const sxx = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const perH = sxy / sxx;
  const squares = y.reduce((sum, value, k) => sum + (value - meanY - perH * (x[k]! - meanX)) ** 2, 0);
  return { perH, errorPerH: Math.sqrt(squares / (x.length - 2) / sxx) };
}
