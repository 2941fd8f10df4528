import { dot } from '../linalg/vector.js';

/** Bounds of each of some fractions that sum to 1. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The largest value of `top . x / bottom . x` over fractions `x` within their bounds, `bottom` above 0: each step takes the
 * fractions that gain most over the ratio so far (Dinkelbach, Management Science 13 (1967) 492), which ends after finitely many.
 */
export function largestRatio(top: Float64Array, bottom: Float64Array, bounds: Bounds): number {
  let ratio = -Infinity;
  let gains = top;
  for (;;) {
    const x = best(gains, bounds);
    const next = dot(top, x) / dot(bottom, x);
    if (!(next > ratio + 1e-12)) return next;
    ratio = next;
    gains = top.map((value, k) => value - next * bottom[k]!);
  }
}

/** The fractions of the largest sum of gains: what is free goes to the greatest gain first. */
function best(gains: Float64Array, { lower, upper }: Bounds): Float64Array {
  const x = Float64Array.from(lower);
  let left = 1 - lower.reduce((sum, value) => sum + value, 0);
  for (const k of [...gains.keys()].sort((a, b) => gains[b]! - gains[a]!)) {
    const taken = Math.min(left, upper[k]! - lower[k]!);
    x[k] = x[k]! + taken;
    left -= taken;
  }
  return x;
}
