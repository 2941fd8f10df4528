import type { Rng } from '../../core/rng.js';
import { addScaled, dot } from '../linalg/vector.js';
import type { Row, Vector } from './layout.js';
import type { Region } from './region.js';
import { excess, isOutOfReach, segment, tangent } from './region.js';

/** Outside by less than this counts as inside; a hundred times below what the membership check allows. */
export const INSIDE = 1e-8;

/**
 * A point well inside a region, or undefined when the region is empty: cyclic projections find one point (Gubin,
 * Polyak, Raik 1967; converges for convex sets), hit-and-run from there gives a cloud, whose mean is inside by
 * convexity.
 */
export function centreOf(region: Region, start: Vector, rng: Rng): Vector | undefined {
  const first = project(region, start);
  if (!first) return undefined;
  let walker = first;
  const sum = new Float64Array(start.length);
  const steps = 30 + 10 * start.length;
  for (let step = 0; step < steps; step++) {
    walker = hitAndRun(region, walker, 1, rng);
    walker.forEach((value, k) => (sum[k]! += value / steps));
  }
  return sum;
}

/** A point of the region reached by cyclic projections from `start`; undefined when none is found. */
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
  const free = a.map((value, k) => (region.lower[k] === region.upper[k] ? 0 : value));
  const size = dot(free, free);
  return size === 0 ? u : addScaled(u, (-(halfSpace ? 1.3 : 1) * miss) / size, free);
}

/** Uniform steps along random directions (Smith 1984): after many, uniform over the region. */
export function hitAndRun(region: Region, start: Vector, steps: number, rng: Rng): Vector {
  let u = start;
  for (let step = 0; step < steps; step++) {
    const direction = tangent(
      region,
      start.map(() => rng.normal()),
    );
    const [low, high] = segment(region, u, direction);
    if (high - low > 0 && Number.isFinite(high - low)) {
      u = addScaled(u, low + (high - low) * rng.uniform(), direction);
    }
  }
  return u;
}

/** The point nearest to `target` on the way from a point inside towards it; both satisfy the equalities. */
export function pullInside(region: Region, centre: Vector, target: Vector): Vector {
  const direction = tangent(region, addScaled(target, -1, centre));
  const [, high] = segment(region, centre, direction);
  return addScaled(centre, Math.min(1, high), direction);
}
