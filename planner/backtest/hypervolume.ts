/**
 * The volume that points dominate below a reference point, all to be minimised: sliced along the last objective
 * (Zitzler 1999), exact for any number of objectives, meant for a few and for hundreds of points.
 */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const inside = points.filter((point) => point.every((value, k) => value < reference[k]!));
  const depth = reference.length - 1;
  if (inside.length === 0) return 0;
  if (depth === 0)
    return reference[0]! - inside.reduce((least, [value]) => Math.min(least, value!), Infinity);
  const sorted = [...inside].sort((a, b) => a[depth]! - b[depth]!);
  return sorted.reduce((volume, point, k) => {
    const thickness = (sorted[k + 1]?.[depth] ?? reference[depth]!) - point[depth]!;
    if (thickness === 0) return volume;
    const slice = sorted.slice(0, k + 1).map((one) => one.slice(0, depth));
    return volume + thickness * hypervolume(slice, reference.slice(0, depth));
  }, 0);
}
