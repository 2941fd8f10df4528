/** Least-squares parabolas: `y = a + b x + c x²`, weighted. */

/** Coefficients about the point asked for, and their covariance for unit weight variance. */
export interface Parabola {
  readonly value: number;
  readonly slope: number;
  /** Half the second derivative. */
  readonly bend: number;
  /** Variances and covariance for points of variance 1/weight. */
  readonly slopeVariance: number;
  readonly bendVariance: number;
  readonly slopeBendCovariance: number;
  /** Sum of weight times squared residual, over the degrees of freedom; 0 without any. */
  readonly residualVariance: number;
}

export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/**
 * Through the points `from` to `to`, both included, expanded about `at`. Undefined when they do not fix a parabola: fewer
 * than three places.
 */
export function parabolaThrough(
  { x, y, weight }: Points,
  [from, to]: readonly [number, number],
  at: number,
): Parabola | undefined {
  // Distances are in units of the window, or their fourth powers would lose all digits.
  const scale = Math.max(x[to]! - at, at - x[from]!);
  if (!(scale > 0)) return undefined;
  let [s0, s1, s2, s3, s4, t0, t1, t2, tt] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const middle = y[from]!;
  for (let k = from; k <= to; k++) {
    const u = (x[k]! - at) / scale;
    const v = y[k]! - middle;
    const w = weight[k]!;
    const wu = w * u;
    const wuu = wu * u;
    s0 += w;
    s1 += wu;
    s2 += wuu;
    s3 += wuu * u;
    s4 += wuu * u * u;
    t0 += w * v;
    t1 += wu * v;
    t2 += wuu * v;
    tt += w * v * v;
  }
  const [c00, c01, c02] = [s2 * s4 - s3 * s3, s2 * s3 - s1 * s4, s1 * s3 - s2 * s2];
  const determinant = s0 * c00 + s1 * c01 + s2 * c02;
  if (!(determinant > 1e-9 * s0 * s2 * s4)) return undefined;
  const [c11, c12, c22] = [s0 * s4 - s2 * s2, s1 * s2 - s0 * s3, s0 * s2 - s1 * s1];
  const a = (c00 * t0 + c01 * t1 + c02 * t2) / determinant;
  const b = (c01 * t0 + c11 * t1 + c12 * t2) / determinant;
  const c = (c02 * t0 + c12 * t1 + c22 * t2) / determinant;
  const freedom = to - from + 1 - 3;
  return {
    value: a + middle,
    slope: b / scale,
    bend: c / scale ** 2,
    slopeVariance: c11 / determinant / scale ** 2,
    bendVariance: c22 / determinant / scale ** 4,
    slopeBendCovariance: c12 / determinant / scale ** 3,
    residualVariance: freedom > 0 ? Math.max(0, tt - a * t0 - b * t1 - c * t2) / freedom : 0,
  };
}
