/** True when `a` is nowhere larger than `b` and somewhere smaller. Everything is minimised. */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let smaller = false;
  for (let k = 0; k < b.length; k++) {
    if (a[k]! > b[k]!) return false;
    if (a[k]! < b[k]!) smaller = true;
  }
  return smaller;
}

/** Indices of the points that no other point dominates, in their order; of equal points the first. Smaller is better. */
export function nonDominated(points: readonly ArrayLike<number>[]): number[] {
  const order = points.map((point, index) => ({ index, sum: sumOf(point) })).sort((a, b) => a.sum - b.sum);
  const kept: number[] = [];
  for (const { index } of order) {
    // Whatever dominates a point has a smaller sum, so it has been looked at before.
    const point = points[index]!;
    if (kept.every((other) => !dominates(points[other]!, point) && !isEqual(points[other]!, point)))
      kept.push(index);
  }
  return kept.sort((a, b) => a - b);
}

function sumOf(point: ArrayLike<number>): number {
  return Array.from(point).reduce((sum, value) => sum + value, 0);
}

function isEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return Array.from(a).every((value, k) => value === b[k]);
}
