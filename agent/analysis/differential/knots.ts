/** Rows gathered into knots: means over a step of voltage or charge, so that noise and resolution average out. */
import type { Series } from '../series.js';
import type { RowRange } from './steady-rows.js';

export interface Knots {
  /** Moved since the first row, A s, ascending. */
  readonly chargeAs: Float64Array;
  /** V. */
  readonly voltageV: Float64Array;
  /** Rows in the mean. */
  readonly rows: Float64Array;
  /** Counts up where a stretch ends: a slope never reaches across. */
  readonly stretch: Float64Array;
}

/** A knot ends when either is reached. */
export interface KnotStep {
  readonly voltageV: number;
  readonly chargeAs: number;
}

export function knotsOf(series: Series, stretches: readonly RowRange[], step: KnotStep): Knots {
  const most = stretches.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0);
  const room = (): Float64Array => new Float64Array(most);
  const knots = { chargeAs: room(), voltageV: room(), rows: room(), stretch: room() };
  const first = stretches[0]?.firstRow ?? 0;
  const currentA = Math.abs(series.currentA[first] ?? 0);
  let count = -1;
  let movedAs = 0;
  let lastS = series.testTimeS[first] ?? 0;
  stretches.forEach(({ firstRow, lastRow }, stretch) => {
    let startV = NaN;
    let startAs = NaN;
    for (let row = firstRow; row <= lastRow; row++) {
      const volts = series.voltageV[row]!;
      // The current flows on across a hole; a clock that goes back adds nothing.
      movedAs += currentA * Math.max(0, series.testTimeS[row]! - lastS);
      lastS = series.testTimeS[row]!;
      const isInside = Math.abs(volts - startV) < step.voltageV && movedAs - startAs < step.chargeAs;
      if (!isInside) {
        count++;
        startV = volts;
        startAs = movedAs;
        knots.stretch[count] = stretch;
      }
      knots.chargeAs[count]! += movedAs;
      knots.voltageV[count]! += volts;
      knots.rows[count]!++;
    }
  });
  return averaged(knots, count + 1);
}

function averaged(sums: Knots, count: number): Knots {
  for (let k = 0; k < count; k++) {
    sums.chargeAs[k]! /= sums.rows[k]!;
    sums.voltageV[k]! /= sums.rows[k]!;
  }
  return {
    chargeAs: sums.chargeAs.subarray(0, count),
    voltageV: sums.voltageV.subarray(0, count),
    rows: sums.rows.subarray(0, count),
    stretch: sums.stretch.subarray(0, count),
  };
}
