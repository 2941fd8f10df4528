import { addScaled, dot, norm, unit } from '../linalg/vector.js';
import { activeAt } from './conditions.js';
import type { Layout, Row, Vector } from './layout.js';

/**
 * A convex piece of the space: some coordinates fixed (absent components, categories, sometimes integers), the rest
 * inside bounds, half-spaces and hyperplanes.
 */
export interface Region {
  readonly lower: Vector;
  readonly upper: Vector;
  readonly rows: readonly Row[];
  readonly equalities: readonly Row[];
  /** Orthonormal normals of the equalities over the coordinates that are free to move. */
  readonly normals: readonly Float64Array[];
}

/**
 * The region in which the coordinates with `free[k] === 0` keep the value they have in `at`, and so does what decides
 * whether others take part.
 */
export function regionAround(layout: Layout, at: Vector, free: Uint8Array): Region {
  const active = activeAt(layout, at);
  // Plain loops here and below: this runs thousands of times for a proposal.
  const lower = at.slice();
  const upper = at.slice();
  for (let k = 0; k < at.length; k++) {
    const c = layout.coordinates[k]!;
    if (free[k] === 0 || c.kind === 'category' || active[k] === 0 || layout.gates.has(k)) continue;
    lower[k] = c.kind === 'fraction' ? c.least : 0;
    upper[k] = c.kind === 'fraction' ? c.max : 1;
  }
  const moving = layout.equalities.map(({ a }) => freePart({ lower, upper }, a));
  return { lower, upper, rows: layout.rows, equalities: layout.equalities, normals: orthonormal(moving) };
}

/** The part of a normal over the coordinates that can move. */
export function freePart({ lower, upper }: Pick<Region, 'lower' | 'upper'>, a: Float64Array): Float64Array {
  return a.map((value, k) => (lower[k] === upper[k] ? 0 : value));
}

/** An orthonormal basis of what the given vectors span (modified Gram-Schmidt). */
export function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = without(vector, basis);
    const length = norm(rest);
    if (length > 1e-9 * Math.max(1, norm(vector))) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** The part of a vector orthogonal to an orthonormal basis. */
export function without(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  return basis.reduce((rest, normal) => addScaled(rest, -dot(rest, normal), normal), vector);
}

/** The part of a direction along which neither fixed coordinates nor equalities are left. */
export function tangent(region: Region, direction: Float64Array): Float64Array {
  const free = direction.slice();
  for (let k = 0; k < free.length; k++) if (region.lower[k] === region.upper[k]) free[k] = 0;
  return without(free, region.normals);
}

/** Rows that would stop a step before this part of it bend it. */
const SHORT = 0.1;

/**
 * A direction that hardly leads anywhere for the rows that block it, bent along them and the bounds that stop it then: what
 * lies between two near walls is left at once in any other direction.
 */
export function alongWalls(region: Region, u: Vector, direction: Float64Array): Float64Array {
  const blocks = ({ a, b }: Row, bent: Float64Array): boolean => {
    const speed = dot(a, bent);
    return speed > 1e-12 && b - dot(a, u) < SHORT * speed;
  };
  let bent = direction;
  let basis = region.normals;
  let wall = region.rows.find((row) => blocks(row, bent));
  while (wall) {
    const wider = orthonormal([...basis, freePart(region, wall.a)]);
    // It lies along those before it to within rounding: the step is short.
    if (wider.length === basis.length) break;
    basis = wider;
    bent = without(direction, basis);
    wall = [...region.rows, ...boundsOf(region)].find((row) => blocks(row, bent));
  }
  return bent;
}

/** The bounds of what can move, as half-spaces. */
export function boundsOf({ lower, upper }: Region): Row[] {
  return Array.from(lower.keys()).flatMap((k) => {
    if (lower[k] === upper[k]) return [];
    return [
      { a: unit(lower.length, k), b: upper[k]! },
      { a: unit(lower.length, k, -1), b: -lower[k]! },
    ];
  });
}

/** The interval of `t` for which `u + t direction` stays inside, for `u` inside: `[<= 0, >= 0]`. */
export function segment(region: Region, u: Vector, direction: Float64Array): [number, number] {
  let low = -Infinity;
  let high = Infinity;
  for (let k = 0; k < u.length; k++) {
    const speed = direction[k]!;
    const [toUpper, toLower] = [region.upper[k]! - u[k]!, region.lower[k]! - u[k]!];
    if (speed > 1e-12) {
      high = Math.min(high, toUpper / speed);
      low = Math.max(low, toLower / speed);
    } else if (speed < -1e-12) {
      high = Math.min(high, toLower / speed);
      low = Math.max(low, toUpper / speed);
    }
  }
  for (const { a, b } of region.rows) {
    const [speed, room] = [dot(a, direction), b - dot(a, u)];
    if (speed > 1e-12) high = Math.min(high, room / speed);
    else if (speed < -1e-12) low = Math.max(low, room / speed);
  }
  return [Math.min(0, low), Math.max(0, high)];
}

/** Whether a half-space or a hyperplane is out of reach from everywhere within the bounds. */
export function isOutOfReach({ lower, upper, rows, equalities }: Region, slack: number): boolean {
  return (
    [...rows, ...equalities].some(({ a, b }) => atCorner(a, lower, upper) > b + slack) ||
    equalities.some(({ a, b }) => atCorner(a, upper, lower) < b - slack)
  );
}

/** `a . u` where it is least within bounds from `low` to `high`; where it is largest, with the two exchanged. */
export function atCorner(a: Float64Array, low: Float64Array, high: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * (a[k]! > 0 ? low[k]! : high[k]!);
  return sum;
}

/** The largest amount by which any bound, half-space or equality is missed; 0 inside. */
export function excess(region: Region, u: Vector): number {
  let most = 0;
  for (let k = 0; k < u.length; k++) {
    most = Math.max(most, u[k]! - region.upper[k]!, region.lower[k]! - u[k]!);
  }
  for (const { a, b } of region.rows) most = Math.max(most, dot(a, u) - b);
  for (const { a, b } of region.equalities) most = Math.max(most, Math.abs(dot(a, u) - b));
  return most;
}
