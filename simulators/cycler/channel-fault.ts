/** A channel that misreads for a while. The cell is healthy; what is wrong is what the channel says of it. */
import type { Rng } from '../../core/rng.js';
import type { JobFault } from '../../drivers/instrument.js';
import { between, betweenLog, oneOf } from '../faults/between.js';

/**
 * `frozen`: a stuck converter repeats voltage and current, and when it is over the self-test trips and the job fails.
 * `nan`: no reading. `clipped`: the current never shows more than a range holds. `time-gap`: no rows.
 * `wrong-range`: the current reads a tenth.
 */
export type MisreadingKind = 'frozen' | 'nan' | 'clipped' | 'time-gap' | 'wrong-range';

export interface Misreading {
  readonly kind: MisreadingKind;
  /** Both in test time, s. */
  readonly fromS: number;
  readonly untilS: number;
}

export const CHANNEL_FAULT: JobFault = {
  code: 'channel-hardware',
  message: 'self-test of the analogue-digital converter failed, relay opened',
};

const YEAR_S = 365 * 86_400;

/**
 * Fixed by the stream alone: a job that is doomed is doomed however often the lab is run again.
 * @param perYear mean number a channel and year
 */
export function drawMisreading(rng: Rng, perYear: number, expectedTimeS: number): Misreading | undefined {
  if (rng.uniform() >= 1 - Math.exp((-perYear * expectedTimeS) / YEAR_S)) return undefined;
  const kind = oneOf(rng, ['frozen', 'nan', 'clipped', 'time-gap', 'wrong-range'] as const);
  const fromS = expectedTimeS * between(rng, 0.05, 0.9);
  const lastsS = kind === 'frozen' ? expectedTimeS * between(rng, 0.01, 0.05) : betweenLog(rng, 600, 86_400);
  return { kind, fromS, untilS: fromS + lastsS };
}

/** Indices into `CYCLER_COLUMNS`. */
const VOLTAGE = 3;
const CURRENT = 4;
/** Full scale of the range that a clipping channel is stuck in, A. */
const CLIP_A = 0.001;

/** What a misreading channel makes of a row; undefined: nothing. @param last row it showed before */
export function misread(
  row: readonly number[],
  last: readonly number[] | undefined,
  kind: MisreadingKind,
): readonly number[] | undefined {
  const currentA = row[CURRENT]!;
  switch (kind) {
    case 'frozen':
      return last ? row.with(VOLTAGE, last[VOLTAGE]!).with(CURRENT, last[CURRENT]!) : row;
    case 'nan':
      return row.with(VOLTAGE, NaN).with(CURRENT, NaN);
    case 'clipped':
      return row.with(CURRENT, Math.max(-CLIP_A, Math.min(CLIP_A, currentA)));
    case 'time-gap':
      return undefined;
    case 'wrong-range':
      return row.with(CURRENT, currentA / 10);
  }
}
