/** How a cycling protocol is recorded, for those who read its rows. */
import type { Protocol } from '../../drivers/protocol.js';
import type { Recording } from '../analysis/recording.js';
import { oneCA, type CellType } from './cell-type.js';

/** A hundredth of C/20 is no current. */
const REST_C_RATE = 5e-4;

export function recordingOf({ record }: Pick<Protocol, 'record'>, cellType: CellType): Recording {
  return { everyS: record.everyS, restCurrentA: REST_C_RATE * oneCA(cellType) };
}
