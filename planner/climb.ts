import type { Curvature, Evaluation } from './linalg/lbfgs.js';
import { quasiNewtonDirection, remember } from './linalg/lbfgs.js';
import { addScaled, dot, norm, unit } from './linalg/vector.js';
import type { Vector } from './space/layout.js';
import type { Region } from './space/region.js';
import { orthonormal, segment, tangent, without } from './space/region.js';

/** A value to be maximised over vectors of the space, with its gradient. */
export type Landscape = (u: Vector) => { readonly value: number; readonly gradient: Float64Array };

const ON_BOUNDARY = 1e-9;
const FLAT = 1e-4;
/** Of a log of the acquisition: a further gain of this size is no reason to prefer another experiment. */
const LITTLE = 1e-4;

/**
 * Climbs from a point inside a region to a local maximum without leaving it: Rosen's gradient projection (bounds and
 * constraints that block the way join the active set) with limited-memory quasi-Newton steps within the active set.
 */
export function climb(
  region: Region,
  landscape: Landscape,
  start: Vector,
  maxIterations = 40,
): { readonly u: Vector; readonly value: number } {
  let at = evaluate(landscape, start);
  let memory: Curvature[] = [];
  let face = '';
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const active = activeSet(region, at);
    if (norm(active.steepest) < FLAT) break;
    if (active.face !== face) memory = [];
    face = active.face;
    const next = step(region, landscape, at, [quasiNewton(active, memory), active.steepest]);
    if (!next) break;
    remember(memory, projected(at, active.basis), projected(next, active.basis));
    const gain = at.value - next.value;
    at = next;
    if (gain < LITTLE) break;
  }
  return { u: at.x, value: -at.value };
}

/** As a minimisation, which is what the quasi-Newton parts speak of. */
function evaluate(landscape: Landscape, x: Vector): Evaluation {
  const { value, gradient } = landscape(x);
  return { x, value: -value, gradient: gradient.map((g) => -g) };
}

function projected(at: Evaluation, basis: readonly Float64Array[]): Evaluation {
  return { ...at, gradient: without(at.gradient, basis) };
}

interface ActiveSet {
  /** Orthonormal normals of all that must not be left: equalities, fixed coordinates, blocking constraints. */
  readonly basis: readonly Float64Array[];
  readonly steepest: Float64Array;
  readonly face: string;
}

function activeSet(region: Region, at: Evaluation): ActiveSet {
  const touching = touched(region, at.x);
  const down = at.gradient.map((g) => -g);
  const held = new Set<number>();
  let basis = fixedBasis(region);
  let steepest = without(down, basis);
  for (;;) {
    const blocking = touching.findIndex((a, i) => !held.has(i) && dot(a, steepest) > 1e-10 * norm(steepest));
    if (blocking < 0) break;
    held.add(blocking);
    basis = orthonormal([...basis, touching[blocking]!]);
    steepest = without(down, basis);
  }
  return { basis, steepest, face: [...held].map((i) => touching[i]!.join()).join(';') };
}

function fixedBasis(region: Region): readonly Float64Array[] {
  const fixed = Array.from(region.lower.keys()).filter((k) => region.lower[k] === region.upper[k]);
  return [...fixed.map((k) => unit(region.lower.length, k, 1)), ...region.normals];
}

/** Outward normals of the bounds and half-spaces on whose boundary a point lies. */
function touched(region: Region, u: Vector): Float64Array[] {
  const bounds = Array.from(u.keys()).flatMap((k) => [
    ...(region.upper[k]! - u[k]! < ON_BOUNDARY ? [unit(u.length, k, 1)] : []),
    ...(u[k]! - region.lower[k]! < ON_BOUNDARY ? [unit(u.length, k, -1)] : []),
  ]);
  return [...bounds, ...region.rows.filter(({ a, b }) => b - dot(a, u) < ON_BOUNDARY).map(({ a }) => a)];
}

function quasiNewton({ steepest, basis }: ActiveSet, memory: readonly Curvature[]): Float64Array {
  const gradient = steepest.map((value) => -value);
  return without(quasiNewtonDirection(gradient, memory), basis);
}

/** The first step that lowers the value enough along one of the directions, halving; none when all fail. */
function step(
  region: Region,
  landscape: Landscape,
  from: Evaluation,
  directions: readonly Float64Array[],
): Evaluation | undefined {
  for (const direction of directions) {
    const inside = tangent(region, direction);
    const slope = dot(from.gradient, inside);
    const [, most] = segment(region, from.x, inside);
    if (slope >= 0 || most <= 0) continue;
    let length = Math.min(1, most);
    for (let trial = 0; trial < 12; trial++, length /= 2.5) {
      const next = evaluate(landscape, addScaled(from.x, length, inside));
      if (next.value <= from.value + 1e-4 * length * slope) return next;
    }
  }
  return undefined;
}
