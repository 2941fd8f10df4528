/** A weighted straight line and how well it foretells. */

export interface Line {
  readonly slope: number;
  at(x: number): number;
  /** Standard uncertainty of `at`; scatter beyond the points' own widens it (Birge ratio). */
  sdAt(x: number): number;
}

/**
 * @param range first and last point, both included; at least two different places
 * @param shared so many neighbouring points are worth one independent point
 */
export function lineThrough(
  points: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number>; readonly sd: ArrayLike<number> },
  [from, to]: readonly [number, number],
  shared = 1,
): Line {
  const { x, y, sd } = points;
  const origin = x[from]!;
  let [s, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (let k = from; k <= to; k++) {
    const [w, u] = [sd[k]! ** -2, x[k]! - origin];
    s += w;
    sx += w * u;
    sy += w * y[k]!;
    sxx += w * u * u;
    sxy += w * u * y[k]!;
  }
  const determinant = s * sxx - sx * sx;
  const slope = (s * sxy - sx * sy) / determinant;
  const offset = (sy - slope * sx) / s;
  const at = (place: number): number => offset + slope * (place - origin);
  let chi = 0;
  for (let k = from; k <= to; k++) chi += ((y[k]! - at(x[k]!)) / sd[k]!) ** 2;
  const birge = Math.max(1, chi / Math.max(1, to - from - 1));
  const sdAt = (place: number): number => {
    const u = place - origin;
    return Math.sqrt((shared * birge * (sxx - 2 * u * sx + u * u * s)) / determinant);
  };
  return { slope, at, sdAt };
}
