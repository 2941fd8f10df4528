/**
 * The inside of a polytope by its logarithmic barrier (Nesterov and Nemirovskii, Interior-Point Polynomial Algorithms in Convex
 * Programming, SIAM 1994): damped Newton steps need no line search, and never leave it.
 */
import { cholesky, type Cholesky } from './cholesky.js';
import { solve } from './triangular.js';
import { addScaled, dot } from './vector.js';

/** `normal . x <= room`. */
export interface Wall {
  readonly normal: Float64Array;
  readonly room: number;
}

/** A point and the second derivative of the barrier there, whose unit ball is inside. */
export interface Centre {
  readonly x: Float64Array;
  readonly factor: Cholesky;
}

/** Either a point strictly inside, or for each wall its part in the proof that there is none (they sum to 1), as far as there is one. */
export type Entry = { readonly x: Float64Array } | { readonly blame: readonly number[] };

const MOST_STEPS = 200;
/** Squared length of the Newton step, in the norm of the second derivative, at which a centre is near enough. */
const NEAR = 1e-10;
/** By which the objective outweighs the barrier more from one centre to the next. */
const SHARPER = 10;
/** What is so many times what the barrier leaves open is proven, and walls without a part in it have none to be seen. */
const SURE = 100;

/**
 * Where the product of the distances from all walls is largest.
 * @param from strictly inside
 */
export function analyticCentre(walls: readonly Wall[], from: Float64Array): Centre {
  return descend(walls, from, new Float64Array(from.length), () => false);
}

/**
 * The way inside from anywhere, or why there is none.
 * @param tolerance an inside that is narrower may be taken for none, without anybody to blame
 */
export function enter(walls: readonly Wall[], from: Float64Array, tolerance: number): Entry {
  const missing = -slacksOf(walls, from).reduce((a, b) => Math.min(a, b), Infinity);
  if (missing < 0) return { x: from };
  // One coordinate more moves all walls outwards; it is made as small as it can be.
  const raised = walls.map(({ normal, room }) => ({ normal: Float64Array.of(...normal, -1), room }));
  const last = from.length;
  let at: Float64Array = Float64Array.of(...from, missing + 1);
  const isInside = (x: Float64Array): boolean =>
    slacksOf(walls, x.subarray(0, last)).every((slack) => slack > 0);
  for (let weight = 1; (SURE * walls.length) / weight > tolerance; weight *= SHARPER) {
    const pull = new Float64Array(last + 1);
    pull[last] = weight;
    at = descend(raised, at, pull, isInside).x;
    if (isInside(at)) return { x: at.slice(0, last) };
    // The gap to the least possible is at most walls / weight.
    if (at[last]! > (SURE * walls.length) / weight)
      return { blame: slacksOf(raised, at).map((slack) => 1 / (weight * slack)) };
  }
  return { blame: walls.map(() => 0) };
}

/** Minimises `pull . x - sum log(room - normal . x)`. */
function descend(
  walls: readonly Wall[],
  from: Float64Array,
  pull: Float64Array,
  isEnough: (x: Float64Array) => boolean,
): Centre {
  let x = from;
  for (let step = 0; ; step++) {
    const { gradient, hessian } = derivatives(walls, x, pull);
    const factor = cholesky(hessian, x.length);
    const newton = solve(factor, gradient);
    const decrement = dot(newton, gradient);
    if (decrement < NEAR || step >= MOST_STEPS || isEnough(x)) return { x, factor };
    x = addScaled(x, decrement < 0.0625 ? -1 : -1 / (1 + Math.sqrt(decrement)), newton);
  }
}

function slacksOf(walls: readonly Wall[], x: Float64Array): number[] {
  return walls.map(({ normal, room }) => room - dot(normal, x));
}

function derivatives(
  walls: readonly Wall[],
  x: Float64Array,
  pull: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const n = x.length;
  const gradient = pull.slice();
  const hessian = new Float64Array(n * n);
  for (const { normal, room } of walls) {
    const steepness = 1 / (room - dot(normal, x));
    for (let i = 0; i < n; i++) {
      const part = normal[i]! * steepness;
      if (part === 0) continue;
      gradient[i]! += part;
      for (let j = 0; j <= i; j++) hessian[i * n + j]! += part * normal[j]! * steepness;
    }
  }
  return { gradient, hessian };
}
