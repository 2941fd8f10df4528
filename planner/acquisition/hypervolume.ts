import { dominatedBoxes } from './box-decomposition.js';

/**
 * Volume of what is dominated by the points and dominates the reference point (Zitzler and Thiele, 1998); everything is
 * minimised. Points beyond the reference count for nothing.
 */
export function hypervolume(points: readonly ArrayLike<number>[], reference: ArrayLike<number>): number {
  const inside = points
    .map((point) => Float64Array.from(point))
    .filter((point) => point.every((value, k) => value < reference[k]!));
  return dominatedBoxes(inside, Float64Array.from(reference)).reduce(
    (sum, { lower, upper }) => sum + upper.reduce((volume, value, k) => volume * (value - lower[k]!), 1),
    0,
  );
}
