/** The restless voltage of a soft short: on charge its bridge thins and grows, and the voltage goes in zigzags (choices). */
import type { Rng } from '../../core/rng.js';

/** Indices into `CYCLER_COLUMNS`. */
const VOLTAGE = 3;
const CURRENT = 4;
/** Typical dip of a short of 100 kilohm, V, and the most of any. */
const DIP_V = 0.002;
const MOST_V = 0.02;
const REFERENCE_OHM = 1e5;

/** @param rng one draw a row: rows must come once, in their order */
export function withZigzag(row: readonly number[], shortOhm: number, rng: Rng): readonly number[] {
  const dipV = Math.min(MOST_V, DIP_V * Math.sqrt(REFERENCE_OHM / shortOhm) * Math.abs(rng.normal()));
  return row[CURRENT]! > 0 ? row.with(VOLTAGE, row[VOLTAGE]! - dipV) : row;
}
