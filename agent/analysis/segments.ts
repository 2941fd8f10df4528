/** A record cut into stretches of one step in one direction. */
import type { Recording } from './recording.js';
import { isFiniteRow } from './screening.js';
import type { Series } from './series.js';

export type Direction = 'charge' | 'discharge' | 'rest';

export interface Segment {
  readonly direction: Direction;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Rows in a row with the same step, cycle and direction of current. Rows that are not numbers end a segment. */
export function segmentsOf(series: Series, recording: Recording): Segment[] {
  const segments: Segment[] = [];
  for (let row = 0; row < series.length; row++) {
    if (!isFiniteRow(series, row)) continue;
    const direction = directionOf(series.currentA[row]!, recording);
    const last = segments.at(-1);
    if (last?.direction === direction && continues(series, last.lastRow, row)) {
      segments[segments.length - 1] = { ...last, lastRow: row };
    } else {
      segments.push({ direction, firstRow: row, lastRow: row });
    }
  }
  return segments;
}

function continues({ step, cycle }: Series, lastRow: number, row: number): boolean {
  return lastRow === row - 1 && step[lastRow] === step[row] && cycle[lastRow] === cycle[row];
}

function directionOf(currentA: number, { restCurrentA }: Recording): Direction {
  if (Math.abs(currentA) <= restCurrentA) return 'rest';
  return currentA > 0 ? 'charge' : 'discharge';
}
