/** On-delay and off-delay of one condition, so that what flickers neither raises nor clears an alarm (ISA-18.2, clause on alarm attributes). */

export interface Delayed {
  /** The condition after its delays. */
  readonly holds: boolean;
  /** Since when what is seen differs from that, monotonic ms. */
  readonly differsSinceMs: number | undefined;
}

/** In seconds: how long a condition must be there before it counts, and be gone before it no longer does. */
export interface Delays {
  readonly onDelayS: number;
  readonly offDelayS: number;
}

/** @param nowMs monotonic: a clock that is set shortens or lengthens no delay */
export function delayed(before: Delayed, seen: boolean, nowMs: number, delays: Delays): Delayed {
  const { holds } = before;
  if (seen === holds) return { holds, differsSinceMs: undefined };
  const sinceMs = before.differsSinceMs ?? nowMs;
  const neededMs = 1000 * (seen ? delays.onDelayS : delays.offDelayS);
  return nowMs - sinceMs >= neededMs
    ? { holds: seen, differsSinceMs: undefined }
    : { holds, differsSinceMs: sinceMs };
}
