import { readFileSync } from 'node:fs';
import type { Problem } from './problems.js';

/** One problem of the frozen designs (`benchmarks/designs.json`). */
export interface Design {
  readonly n0: number;
  /** All evaluations, those of the initial design included. */
  readonly budget: number;
  readonly best_known: number;
  /** Initial points per seed. */
  readonly designs: readonly (readonly number[][])[];
  readonly check: readonly { readonly x: readonly number[]; readonly y: number | null }[];
  /** What is added to evaluation `i` of a seed, where the problem is noisy. */
  readonly noise?: readonly (readonly number[])[];
}

export function readDesigns(file: string): Readonly<Record<string, Design>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Design>;
}

/** @throws Error when the problem's own values differ from the frozen check values by more than 1e-6 of their size. */
export function assertChecks(name: string, problem: Problem, design: Design): void {
  // The checked points are the first of the first seed's design, noise included.
  for (const [i, { x, y }] of design.check.entries()) {
    const truth = problem.evaluate(x);
    const value = truth === null ? null : truth + (design.noise?.[0]?.[i] ?? 0);
    const same =
      y === null || value === null ? y === value : Math.abs(value - y) <= 1e-6 * Math.max(1, Math.abs(y));
    if (!same) {
      throw new Error(
        `${name} at [${x.join(', ')}]: expected ${String(y)}, got ${String(value)}: mend the problem`,
      );
    }
  }
}
