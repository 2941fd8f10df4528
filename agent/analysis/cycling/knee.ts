/**
 * The knee of a fading capacity: the cycle at which one straight line gives way to a steeper one. The model of Bacon and
 * Watts (1971, Biometrika 58, 525) with an abrupt transition, y = b0 + b1 (n - k) + b2 |n - k|, as Fermin-Cueto et al.
 * (2020, Energy and AI 1, 100006) fit it to capacities; least squares over b0, b1, b2 for every k, and k where they are
 * least.
 */
import type { Cycle } from './cycle.js';
import { isUsable } from './efficiency.js';

/** `none`: the fade does not turn down, or it cannot be told, and why. */
export type Knee =
  | {
      readonly state: 'found';
      /** Cycle number of the knee, with its standard uncertainty by the profile of the squares. */
      readonly cycle: number;
      readonly standardUncertainty: number;
      /** Change of capacity a cycle before and after, A s. */
      readonly slopeBeforeAs: number;
      readonly slopeAfterAs: number;
    }
  | { readonly state: 'none'; readonly reason: string };

/** Cycles on either side that a line needs. */
const EACH_SIDE = 8;
/** The second line must be this many times as steep (choice): less is how a fade bends anyway. */
const STEEPER = 2;
/** The two lines must leave this much less of the squares than one, by the F distribution at 0.1 % for 20 or more cycles. */
const F_LIMIT = 10;
/** Parameters: b0, b1, b2 and k. */
const PARAMETERS = 4;

/** @param cycles of one programme, in order; those that cannot be used are left out */
export function kneeOf(cycles: readonly Cycle[]): Knee {
  const usable = cycles.filter(isUsable);
  const points = usable.map(({ cycle, dischargeCapacityAs }): Point => [cycle, dischargeCapacityAs]);
  if (points.length < 2 * EACH_SIDE + PARAMETERS) {
    return none(`${points.length} usable cycles, expected ${2 * EACH_SIDE + PARAMETERS} or more`);
  }
  const inner = points.slice(EACH_SIDE, -EACH_SIDE).map(([cycle]) => cycle);
  const coarse = profile(points, inner);
  const finer = profile(points, steps(coarse.from - 1, coarse.to + 1));
  const { best, least, from, to, stepN } = finer;
  const gain = (straightSquares(points) - best.squares) / 2 / least;
  const [before, after] = [best.b1 - best.b2, best.b1 + best.b2];
  if (!(gain > F_LIMIT)) return none('one straight line describes the fade as well');
  if (!(after < 0 && after < STEEPER * Math.min(0, before))) return none('the fade does not become steeper');
  return {
    state: 'found',
    cycle: best.knee,
    standardUncertainty: (to - from + stepN) / 2,
    slopeBeforeAs: before,
    slopeAfterAs: after,
  };
}

interface Profile {
  readonly best: Fit;
  /** Squares that are left, over the degrees of freedom: the variance of a capacity, A2 s2. */
  readonly least: number;
  /** Knees whose squares are at most one variance above the best: plus and minus one standard deviation. */
  readonly from: number;
  readonly to: number;
  readonly stepN: number;
}

function profile(points: readonly Point[], knees: readonly number[]): Profile {
  const fits = knees.map((knee) => fit(points, knee));
  const best = fits.reduce((a, b) => (b.squares < a.squares ? b : a));
  // What is left of a record without noise is rounding, which no ratio should rest on.
  const rounding = points.length * (1e-9 * points[0]![1]) ** 2;
  const least = Math.max(best.squares, rounding) / (points.length - PARAMETERS);
  const within = fits.filter(({ squares }) => squares <= best.squares + least);
  return { best, least, from: within[0]!.knee, to: within.at(-1)!.knee, stepN: knees[1]! - knees[0]! };
}

/** Forty from one to the other: finer than whole cycles where the knee is sharp. */
function steps(from: number, to: number): number[] {
  return Array.from({ length: 41 }, (_, k) => from + ((to - from) * k) / 40);
}

function none(reason: string): Knee {
  return { state: 'none', reason };
}

type Point = readonly [cycle: number, capacityAs: number];

interface Fit {
  readonly knee: number;
  readonly b1: number;
  readonly b2: number;
  readonly squares: number;
}

/** Both regressors and the capacity are taken from their means, which leaves two equations for b1 and b2. */
function fit(points: readonly Point[], knee: number): Fit {
  const count = points.length;
  let [meanX, meanZ, meanY] = [0, 0, 0];
  for (const [n, y] of points) {
    meanX += (n - knee) / count;
    meanZ += Math.abs(n - knee) / count;
    meanY += y / count;
  }
  let [xx, xz, zz, xy, zy, yy] = [0, 0, 0, 0, 0, 0];
  for (const [n, y] of points) {
    const [dx, dz, dy] = [n - knee - meanX, Math.abs(n - knee) - meanZ, y - meanY];
    xx += dx * dx;
    xz += dx * dz;
    zz += dz * dz;
    xy += dx * dy;
    zy += dz * dy;
    yy += dy * dy;
  }
  const determinant = xx * zz - xz * xz;
  const b1 = (xy * zz - zy * xz) / determinant;
  const b2 = (zy * xx - xy * xz) / determinant;
  return { knee, b1, b2, squares: Math.max(0, yy - b1 * xy - b2 * zy) };
}

function straightSquares(points: readonly Point[]): number {
  const count = points.length;
  const meanN = points.reduce((sum, [n]) => sum + n, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const nn = points.reduce((sum, [n]) => sum + (n - meanN) ** 2, 0);
  const ny = points.reduce((sum, [n, y]) => sum + (n - meanN) * (y - meanY), 0);
  const yy = points.reduce((sum, [, y]) => sum + (y - meanY) ** 2, 0);
  return yy - (ny * ny) / nn;
}
