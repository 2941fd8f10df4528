import { localUpperBounds } from './local-upper-bounds.js';

/** An axis-parallel box, `lower < y <= upper`; `lower` may be -Infinity. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Disjoint boxes that make up what is dominated by the points and dominates the reference point; everything is minimised
 * (Lacour, Klamroth and Fonseca, Computers and Operations Research 79 (2017) 347).
 * @param points none of them beyond the reference
 */
export function dominatedBoxes(points: readonly Float64Array[], reference: Float64Array): Box[] {
  return localUpperBounds(points, reference).flatMap(({ bound, definers }) => {
    const lower = bound.map((value, j) =>
      j === 0 ? value : definers.slice(0, j).reduce((most, z) => Math.max(most, z[j]!), -Infinity),
    );
    const upper = bound.with(0, reference[0]!);
    return lower.every((value, k) => value < upper[k]!) ? [{ lower, upper }] : [];
  });
}

/**
 * Disjoint boxes that make up what dominates the reference point and is not dominated by any of the points: where the
 * hypervolume would grow. It is what lies below the local upper bounds, hence what the bounds, with all signs changed,
 * dominate (the same two steps as in Yang, Emmerich, Deutz and Back, Journal of Global Optimization 75 (2019) 3).
 * @param points those beyond the reference count for nothing
 */
export function nonDominatedBoxes(points: readonly Float64Array[], reference: Float64Array): Box[] {
  const inside = points.filter((point) => point.every((value, k) => value < reference[k]!));
  const bounds = localUpperBounds(inside, reference).map(({ bound }) => mirrored(bound));
  const boxes = dominatedBoxes(bounds, new Float64Array(reference.length).fill(Infinity));
  return boxes.map(({ lower, upper }) => ({ lower: mirrored(upper), upper: mirrored(lower) }));
}

function mirrored(point: Float64Array): Float64Array {
  return point.map((value) => -value);
}
