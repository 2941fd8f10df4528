/** The piece of time in which a running program advances, and how a program step proposes them. */
import type { JobFault } from '../../../drivers/instrument.js';

/** A moment of a step: the current that flows and the voltage it gives. */
export interface Point {
  /** A, positive on charge. */
  readonly currentA: number;
  readonly voltageV: number;
}

/** A stretch of time over which the current runs straight from one value to another. */
export interface Stride {
  readonly durationS: number;
  readonly start: Point;
  /** As foreseen, with side reactions going on as in the cell's last step. */
  readonly end: Point;
  /** Frequency at which the impedance is to be measured when the stride has been made, Hz. */
  readonly sweepHz?: number;
}

/**
 * Proposes strides for one program step. Each must have been made on the cell before the next is asked for. Returns a
 * fault when the step cannot go on, nothing when it ended as it should.
 */
export type Strides = Generator<Stride, JobFault | undefined, void>;

/** A remainder below this counts as none, s: sums of strides do not add up exactly. */
export const INSTANT_S = 1e-6;

export function currentAt({ durationS, start, end }: Stride, atS: number): number {
  return durationS > 0
    ? start.currentA + (end.currentA - start.currentA) * (atS / durationS)
    : start.currentA;
}

/** Charge, A s, whatever its direction. */
export function movedC({ durationS, start, end }: Stride): number {
  return (Math.abs(start.currentA + end.currentA) / 2) * durationS;
}

/** No time at all: the cell as it stands under a current. */
export function instant(point: Point): Stride {
  return { durationS: 0, start: point, end: point };
}
