import { addScaled, dot, norm } from './vector.js';

/** Value at `x`; the gradient is written into `gradient`. Infinity or NaN marks a point that cannot be evaluated. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

export interface LbfgsOptions {
  readonly maxIterations?: number;
  /** Stops when the largest gradient entry is below this. */
  readonly gradientTolerance?: number;
  /** Stops when one iteration lowers the value by less than this. */
  readonly valueTolerance?: number;
}

/** One remembered step of the quasi-Newton method. */
export interface Curvature {
  readonly step: Float64Array;
  readonly change: Float64Array;
}

const MEMORY = 10;

/**
 * Limited-memory BFGS with a bisecting line search on the weak Wolfe conditions (Nocedal and Wright, Numerical
 * Optimization, 2nd ed., algorithms 7.4 and 7.5).
 * @param starts one or more; it begins at the lowest
 */
export function minimise(
  f: Differentiable,
  starts: readonly Float64Array[],
  options: LbfgsOptions = {},
): Minimum {
  const { maxIterations = 100, gradientTolerance = 1e-5, valueTolerance = 1e-9 } = options;
  const memory: Curvature[] = [];
  let at = starts.map((x) => evaluate(f, x)).reduce((a, b) => (b.value < a.value ? b : a));
  let evaluations = starts.length;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(at.gradient) < gradientTolerance) return { ...at, evaluations, converged: true };
    const search = lineSearch(f, at, quasiNewtonDirection(at.gradient, memory));
    evaluations += search.evaluations;
    if (!search.next) return { ...at, evaluations, converged: memory.length === 0 };
    remember(memory, at, search.next);
    const gain = at.value - search.next.value;
    at = search.next;
    if (gain < valueTolerance) return { ...at, evaluations, converged: true };
  }
  return { ...at, evaluations, converged: false };
}

/** A point with value and gradient. */
export interface Evaluation {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

function evaluate(f: Differentiable, x: Float64Array): Evaluation {
  const gradient = new Float64Array(x.length);
  return { x, value: f(x, gradient), gradient };
}

/** `-H g` by the two-loop recursion; the first step has length at most 1. */
export function quasiNewtonDirection(gradient: Float64Array, memory: readonly Curvature[]): Float64Array {
  const last = memory.at(-1);
  if (!last) return gradient.map((g) => -g / Math.max(1, norm(gradient)));
  let q: Float64Array = gradient;
  const weights: number[] = [];
  for (const { step, change } of memory.toReversed()) {
    const weight = dot(step, q) / dot(step, change);
    weights.push(weight);
    q = addScaled(q, -weight, change);
  }
  const scale = dot(last.step, last.change) / dot(last.change, last.change);
  let result: Float64Array = q.map((value) => value * scale);
  for (const { step, change } of memory) {
    const correction = weights.pop()! - dot(change, result) / dot(step, change);
    result = addScaled(result, correction, step);
  }
  return result.map((value) => -value);
}

/** Adds the step from `before` to `after` to the memory when it shows positive curvature. */
export function remember(memory: Curvature[], before: Evaluation, after: Evaluation): void {
  const step = addScaled(after.x, -1, before.x);
  const change = addScaled(after.gradient, -1, before.gradient);
  if (dot(step, change) <= 1e-12 * norm(step) * norm(change)) return;
  memory.push({ step, change });
  if (memory.length > MEMORY) memory.shift();
}

function lineSearch(
  f: Differentiable,
  from: Evaluation,
  direction: Float64Array,
): { next: Evaluation | undefined; evaluations: number } {
  const slope = dot(from.gradient, direction);
  let low = 0;
  let high = Infinity;
  let length = 1;
  let best: Evaluation | undefined;
  for (let trial = 1; trial <= 25; trial++) {
    const next = evaluate(f, addScaled(from.x, length, direction));
    if (!(next.value <= from.value + 1e-4 * length * slope)) {
      high = length;
    } else {
      best = next;
      if (dot(next.gradient, direction) >= 0.9 * slope) return { next, evaluations: trial };
      low = length;
    }
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
  return { next: best, evaluations: 25 };
}

function largest(gradient: Float64Array): number {
  return gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
}
