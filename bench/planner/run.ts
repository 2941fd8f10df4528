import { plan } from '../../planner/plan.js';
import type { FailedPoint, Observation, PlanRequest, Proposal } from '../../planner/planner.js';
import type { Design } from './designs.js';
import type { Problem } from './problems.js';
import { namesOf, toPoint } from './problems.js';

/** One optimisation run from one frozen initial design. */
export interface Run {
  readonly seed: number;
  /** True value at the point with the best observed value, after each evaluation; null before the first success. */
  readonly best: readonly (number | null)[];
  /** Failures after the initial design. */
  readonly failed: number;
  readonly cpuS: number;
}

/** Whoever plans: the planner in this thread, or its client. */
export type Planner = (request: PlanRequest) => Promise<Proposal[]>;

/** The planner in this thread. */
export const here: Planner = async (request) => plan(request);

/** Runs a planner against a problem, one proposal at a time, to the end of the budget. */
export async function runProblem(
  problem: Problem,
  design: Design,
  seed: number,
  planner = here,
): Promise<Run> {
  const start = process.cpuUsage();
  const names = namesOf(problem.space);
  const observations: Observation[] = [];
  const failures: FailedPoint[] = [];
  const best: (number | null)[] = [];
  let lowest = Infinity;
  for (let i = 0; i < design.budget; i++) {
    const initial = design.designs[seed]![i];
    const parameters = initial
      ? toPoint(problem.space, initial)
      : (
          await planner({
            space: problem.space,
            objectives: [{ name: 'value', direction: 'minimise' }],
            observations,
            failures,
            pending: [],
            count: 1,
            seed,
            n0: design.n0,
          })
        )[0]!.parameters;
    const truth = problem.evaluate(names.map((name) => Number(parameters[name])));
    const value = truth === null ? null : truth + (design.noise?.[seed]?.[i] ?? 0);
    if (value === null) failures.push({ parameters, stage: 'experiment' });
    else observations.push({ parameters, results: { value: { value } } });
    const improved = value !== null && value < lowest;
    if (improved) lowest = value;
    best.push(improved ? truth : (best[i - 1] ?? null));
  }
  const initialFailures = design.designs[seed]!.filter((x) => problem.evaluate(x) === null).length;
  const { user, system } = process.cpuUsage(start);
  return { seed, best, failed: failures.length - initialFailures, cpuS: (user + system) / 1e6 };
}
