/** The piece of time in which a running program advances, and how a program step proposes them. */
import type { JobFault } from '../../../drivers/instrument.js';

/** A stretch of time over which the current runs straight from one value to another. */
export interface Stride {
  readonly durationS: number;
  /** A, positive on charge. */
  readonly startA: number;
  readonly endA: number;
}

/**
 * Proposes strides for one program step. Each must have been made on the cell before the next is asked for. Returns a
 * fault when the step cannot go on, nothing when it ended as it should.
 */
export type Strides = Generator<Stride, JobFault | undefined, void>;

/** A remainder below this counts as none, s: sums of strides do not add up exactly. */
export const INSTANT_S = 1e-6;

export function currentAt({ durationS, startA, endA }: Stride, atS: number): number {
  return startA + (endA - startA) * (atS / durationS);
}
