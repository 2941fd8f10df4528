/** Frozen initial designs, from which several optimisers start alike. */
import type { Problem } from './problems.js';

/** One problem: `benchmarks/designs.json`. */
export interface Design {
  /** All evaluations, those of the initial design included. */
  readonly budget: number;
  readonly n0: number;
  /** Null where hypervolume counts, or where nobody knows. */
  readonly best_known: number | null;
  /** Initial points per seed, as coordinates. */
  readonly designs: readonly (readonly number[])[][];
  readonly check: readonly { readonly x: readonly number[]; readonly y: number | readonly number[] | null }[];
  /** What is added to evaluation `i` of a seed, where the problem is noisy. */
  readonly noise?: readonly (readonly number[])[];
  readonly reference_point?: readonly number[];
}

/** One table: `benchmarks/pools.json`. Numbers of rows, or of groups of replicates, count from 0. */
export interface PoolDesign {
  readonly n0: number;
  readonly budget: number;
  /** Rows any of which is the aim. */
  readonly goal: readonly number[];
  /** Per seed, the rows of the initial design. */
  readonly initial: readonly (readonly number[])[];
}

/** @throws Error when the problem's own values differ from the frozen check values by more than 1e-6 of their size. */
export function assertChecks(name: string, problem: Problem, design: Design): void {
  // The checked points are the first of the first seed's design, noise included.
  for (const [i, { x, y }] of design.check.entries()) {
    const truth = problem.evaluate(x);
    const value = truth === null ? null : truth + (design.noise?.[0]?.[i] ?? 0);
    const same =
      typeof y !== 'number' || value === null
        ? y === value
        : Math.abs(value - y) <= 1e-6 * Math.max(1, Math.abs(y));
    if (!same) {
      throw new Error(
        `${name} at [${x.join(', ')}]: expected ${String(y)}, got ${String(value)}: mend the problem`,
      );
    }
  }
}
