/** One run of several objectives from a frozen initial design: the hypervolume after each evaluation. */
import { hypervolume } from '../../planner/acquisition/hypervolume.js';
import { plan } from '../../planner/plan.js';
import type { Observation, PlanRequest } from '../../planner/planner.js';
import type { FrontProblem } from './fronts.js';
import { namesOf, toPoint } from './problems.js';
import type { Run } from './run.js';

/** A problem of several objectives among the frozen designs (`benchmarks/designs.json`). */
export interface FrontDesign {
  readonly n0: number;
  /** All evaluations, those of the initial design included. */
  readonly budget: number;
  readonly reference_point: readonly number[];
  /** Initial points per seed. */
  readonly designs: readonly (readonly number[][])[];
  readonly check: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
}

/** @throws Error when the problem's own values differ from the frozen check values by more than 1e-6 of their size. */
export function assertFrontChecks(name: string, problem: FrontProblem, design: FrontDesign): void {
  for (const { x, y } of design.check) {
    const values = problem.evaluate(x);
    if (y.every((value, k) => Math.abs(values[k]! - value) <= 1e-6 * Math.max(1, Math.abs(value)))) continue;
    throw new Error(`${name} at [${x.join(', ')}]: expected ${y.join(', ')}, got ${values.join(', ')}`);
  }
}

export function runFront(problem: FrontProblem, design: FrontDesign, seed: number): Run {
  const start = process.cpuUsage();
  const names = namesOf(problem.space);
  const objectives = design.reference_point.map((referenceValue, k) => ({
    name: `f${k + 1}`,
    direction: 'minimise' as const,
    referenceValue,
  }));
  const observations: Observation[] = [];
  const values: number[][] = [];
  const volumes: number[] = [];
  for (let i = 0; i < design.budget; i++) {
    const initial = design.designs[seed]![i];
    const request = { space: problem.space, objectives, observations, failures: [], pending: [] };
    const parameters = initial
      ? toPoint(problem.space, initial)
      : proposed({ ...request, count: 1, seed, n0: design.n0 });
    const found = problem.evaluate(names.map((name) => Number(parameters[name])));
    const results = Object.fromEntries(objectives.map(({ name }, k) => [name, { value: found[k]! }]));
    observations.push({ parameters, results });
    values.push(found);
    volumes.push(hypervolume(values, design.reference_point));
  }
  const { user, system } = process.cpuUsage(start);
  return { seed, best: volumes, failed: 0, cpuS: (user + system) / 1e6 };
}

function proposed(request: PlanRequest): Observation['parameters'] {
  return plan(request)[0]!.parameters;
}
