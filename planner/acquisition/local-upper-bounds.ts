/**
 * A local upper bound of a set of points: nothing strictly below it is dominated, and it cannot be raised in any
 * component. `definers[j]` is the point that holds component j down.
 */
export interface LocalUpperBound {
  readonly bound: Float64Array;
  readonly definers: readonly Float64Array[];
}

/**
 * The local upper bounds of points below a reference point; everything is minimised. The set is updated point by point:
 * a bound that lies above the new point is replaced by those of its projections that nothing holds further down
 * (Klamroth, Lacour and Vanderpooten, European Journal of Operational Research 245 (2015) 767).
 * @param points none of them beyond the reference; dominated ones change nothing
 * @param reference may be infinite
 */
export function localUpperBounds(
  points: readonly Float64Array[],
  reference: Float64Array,
): LocalUpperBound[] {
  let bounds = [whole(reference)];
  for (const point of points) {
    const above = bounds.filter(({ bound }) => isBelow(point, bound));
    if (above.length === 0) continue;
    const kept = bounds.filter(({ bound }) => !isBelow(point, bound));
    bounds = [...kept, ...above.flatMap((one) => projections(one, point))];
  }
  return bounds;
}

/** The reference point, held down in each component by a point that is infinitely good in all others. */
function whole(reference: Float64Array): LocalUpperBound {
  const definers = Array.from(reference, (limit, j) =>
    reference.map((_, k) => (k === j ? limit : -Infinity)),
  );
  return { bound: reference, definers };
}

function isBelow(point: Float64Array, bound: Float64Array): boolean {
  for (let k = 0; k < bound.length; k++) if (point[k]! >= bound[k]!) return false;
  return true;
}

function projections({ bound, definers }: LocalUpperBound, point: Float64Array): LocalUpperBound[] {
  return Array.from(bound.keys()).flatMap((j) => {
    const held = definers.reduce(
      (most, definer, k) => (k === j ? most : Math.max(most, definer[j]!)),
      -Infinity,
    );
    if (point[j]! < held) return [];
    return [{ bound: bound.with(j, point[j]!), definers: definers.with(j, point) }];
  });
}
