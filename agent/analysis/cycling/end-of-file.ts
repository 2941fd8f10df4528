/** A file does not say whether its program came to its end; that its last cycle stops short of the others does. */
import { toDefect } from '../defect-runs.js';
import { worst, type Defect } from '../defect.js';
import { isRest, type Recording } from '../recording.js';
import type { RecordRow } from '../record-row.js';
import type { CycleAccumulator } from './cycle-accumulator.js';
import type { Cycle } from './cycle.js';

/** Ends at one cut-off lie closer together, V: rows come seldom at high rates. */
const REPEATS_V = 0.1;
/** Cut-offs of long ago, as of formation, are not those of today. */
const RECENT = 10;

/**
 * The last cycle of a file: over, unless its voltage says that rows are missing. Then it is in progress and suspect.
 * @param before the cycles before it
 * @param defects gets what was found
 */
export function lastCycleOf(
  accumulator: CycleAccumulator,
  before: readonly Cycle[],
  recording: Recording,
  defects: Defect[],
): Cycle | undefined {
  const what = missingRows(before, accumulator.lastRow, recording);
  const last = accumulator.end(what === undefined);
  if (!last || what === undefined) return last;
  const { firstRow: fromRow, lastRow: toRow } = last;
  const defect = toDefect({ kind: 'broken-off', quality: 'suspect', what, fromRow, toRow });
  const { quality, reason } = last;
  defects.push(defect);
  return {
    ...last,
    quality: worst([quality, defect.quality]),
    reason: [reason, defect.reason].filter((text) => text !== '').join('; '),
  };
}

function missingRows(
  before: readonly Cycle[],
  { currentA, voltageV }: Readonly<RecordRow>,
  recording: Recording,
): string | undefined {
  if (isRest(recording, currentA, currentA)) return undefined;
  const direction = currentA > 0 ? 'charge' : 'discharge';
  const ends = before.slice(-RECENT).flatMap((cycle) => cycle[`${direction}EndVoltageV`] ?? []);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const shortV = currentA > 0 ? least - voltageV : voltageV - most;
  // Ends that lie far apart are those of no cut-off.
  if (ends.length === 0 || !(shortV > REPEATS_V + (most - least))) return undefined;
  const others = `${least.toFixed(3)} to ${most.toFixed(3)} V`;
  return `voltageV: the record ends under ${direction} at ${voltageV.toFixed(3)} V, where the cycles before ended at ${others}, so this one counts as in progress`;
}
