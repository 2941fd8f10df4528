/** The cycles of a whole record, by the same steps as while it was recorded. */
import type { Defect } from '../defect.js';
import type { Recording } from '../recording.js';
import type { Series } from '../series.js';
import type { Cycle } from './cycle.js';
import { CycleAccumulator } from './cycle-accumulator.js';

/** A record that is flawed throughout is not listed throughout; its cycles say how much there is. */
const MOST_DEFECTS = 10_000;

export interface CycleTable {
  /** One for each cycle number, ascending. */
  readonly cycles: readonly Cycle[];
  /** In the order of rows; the first ten thousand of them. */
  readonly defects: readonly Defect[];
}

/**
 * @param pieces of one record, in order, e.g. `[series]`. A record that does not fit into memory can be handed over piece
 *   by piece from a generator: 10^7 rows take about a second and the memory of one piece.
 * @param ended the program ran to its end: then the last cycle is over as well
 */
export function cycleTable(pieces: Iterable<Series>, recording: Recording, ended: boolean): CycleTable {
  const defects: Defect[] = [];
  const accumulator = new CycleAccumulator(recording, (defect) => {
    if (defects.length < MOST_DEFECTS) defects.push(defect);
  });
  const cycles: Cycle[] = [];
  for (const piece of pieces) cycles.push(...accumulator.take(piece));
  const last = accumulator.end(ended);
  if (last) cycles.push(last);
  return { cycles, defects: defects.sort((a, b) => a.fromRow - b.fromRow) };
}
