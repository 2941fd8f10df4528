import type { Rng } from '../../core/rng.js';
import { analyticCentre, enter, type Wall } from '../linalg/barrier.js';
import { solveUpper } from '../linalg/triangular.js';
import { addScaled, dot, norm, unit } from '../linalg/vector.js';
import type { Row, Vector } from './layout.js';
import type { Region } from './region.js';
import { boundsOf, excess, freePart, isOutOfReach, orthonormal, segment, tangent } from './region.js';

/** Outside by less than this counts as inside; a hundred times below what the membership check allows. */
export const INSIDE = 1e-8;

/** Where a region is deep, and how wide it is there. */
export interface Interior {
  readonly centre: Vector;
  /** Half axes of an ellipsoid around the centre: inside the region, which is at most as many times as large as it has walls. */
  readonly axes: readonly Float64Array[];
}

/**
 * The analytic centre of a region with the ellipsoid of Dikin around it; undefined when the region is empty.
 * @param start where the coordinates that cannot move have their values
 */
export function interiorOf(region: Region, start: Vector): Interior | undefined {
  if (isOutOfReach(region, INSIDE)) return undefined;
  const level = ontoEqualities(region, start);
  if (!level) return undefined;
  const directions = freeDirections(region);
  const walls = wallsAround(region, level, directions);
  const within = enter(walls, new Float64Array(directions.length), INSIDE);
  if (!('x' in within)) return undefined;
  if (directions.length === 0) return { centre: level, axes: [] };
  const { x, factor } = analyticCentre(walls, within.x);
  const along = (y: Float64Array): Vector =>
    directions.reduce(
      (sum, direction, j) => addScaled(sum, y[j]!, direction),
      new Float64Array(level.length),
    );
  return {
    centre: addScaled(level, 1, along(x)),
    axes: directions.map((_, j) => along(solveUpper(factor, unit(directions.length, j)))),
  };
}

/** The nearest point that keeps all equalities, whatever the bounds; undefined when they contradict one another. */
function ontoEqualities(region: Region, start: Vector): Vector | undefined {
  let u = start;
  let kept: Float64Array[] = [];
  for (const { a, b } of region.equalities) {
    const moving = freePart(region, a);
    const basis = orthonormal([...kept, moving]);
    const miss = b - dot(a, u);
    const across = basis[kept.length];
    if (across) u = addScaled(u, miss / dot(moving, across), across);
    else if (Math.abs(miss) > INSIDE) return undefined;
    kept = basis;
  }
  return u;
}

/** An orthonormal basis of the directions in which nothing fixed moves and no equality is left. */
function freeDirections({ lower, upper, normals }: Region): Float64Array[] {
  const moving = Array.from(lower.keys()).filter((k) => lower[k] !== upper[k]);
  return orthonormal([...normals, ...moving.map((k) => unit(lower.length, k))]).slice(normals.length);
}

/** Bounds and half-spaces, over steps along the directions from a point; wider by what counts as inside. */
function wallsAround(region: Region, from: Vector, directions: readonly Float64Array[]): Wall[] {
  const walls = [...boundsOf(region), ...region.rows].map(({ a, b }) => ({
    normal: Float64Array.from(directions, (direction) => dot(a, direction)),
    room: b - dot(a, from) + INSIDE / 2,
  }));
  return walls.filter(({ normal, room }) => room < 0 || normal.some((part) => part !== 0));
}

/** A point of the region reached by cyclic projections from `start` (Gubin, Polyak, Raik 1967); undefined when none is found. */
export function project(region: Region, start: Vector): Vector | undefined {
  if (isOutOfReach(region, INSIDE)) return undefined;
  let u = start;
  for (let round = 0; round < 1000; round++) {
    if (excess(region, u) <= INSIDE) return u;
    for (const row of region.rows) u = ontoRow(region, u, row, true);
    for (const row of region.equalities) u = ontoRow(region, u, row, false);
    u = u.map((value, k) => Math.min(region.upper[k]!, Math.max(region.lower[k]!, value)));
  }
  return undefined;
}

/** Moves the free coordinates onto a hyperplane; for a half-space only from outside, and a little beyond. */
function ontoRow(region: Region, u: Vector, { a, b }: Row, halfSpace: boolean): Vector {
  const miss = dot(a, u) - b;
  if (halfSpace && miss <= 0) return u;
  const free = freePart(region, a);
  const size = dot(free, free);
  return size === 0 ? u : addScaled(u, (-(halfSpace ? 1.3 : 1) * miss) / size, free);
}

/** Uniform steps along random directions (Smith 1984), longer along longer axes: after many, uniform over the region. */
export function hitAndRun(
  region: Region,
  { axes }: Pick<Interior, 'axes'>,
  start: Vector,
  steps: number,
  rng: Rng,
): Vector {
  let u = start;
  for (let step = 0; step < steps; step++) {
    const direction = towards(u.length, axes, rng);
    const [low, high] = segment(region, u, direction);
    if (high - low > 0 && Number.isFinite(high - low)) {
      u = addScaled(u, low + (high - low) * rng.uniform(), direction);
    }
  }
  return u;
}

/** A random direction of length 1, whatever the axes: what is small is measured by it. */
function towards(length: number, axes: readonly Float64Array[], rng: Rng): Float64Array {
  const direction = new Float64Array(length);
  for (const axis of axes) {
    const part = rng.normal();
    for (let k = 0; k < length; k++) direction[k]! += part * axis[k]!;
  }
  const size = norm(direction);
  if (size > 0) for (let k = 0; k < length; k++) direction[k]! /= size;
  return direction;
}

/** The point nearest to `target` on the way from a point inside towards it; both satisfy the equalities. */
export function pullInside(region: Region, centre: Vector, target: Vector): Vector {
  const direction = tangent(region, addScaled(target, -1, centre));
  const [, high] = segment(region, centre, direction);
  return addScaled(centre, Math.min(1, high), direction);
}
