/** One run of several objectives from a frozen initial design: the hypervolume after each evaluation. */
import { processMeter } from '../../planner/backtest/meter.js';
import { coordinatesOf } from '../../planner/backtest/problem-task.js';
import { toPoint } from '../../planner/backtest/problems.js';
import { traceOf, type TraceRun } from '../../planner/backtest/result.js';
import { runTask } from '../../planner/backtest/run.js';
import type { Task } from '../../planner/backtest/task.js';
import type { FrontProblem } from './fronts.js';
import { here } from './run-problem.js';

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

export async function runFront(problem: FrontProblem, design: FrontDesign, seed: number): Promise<TraceRun> {
  const { space } = problem;
  const { reference_point: referencePoint, budget } = design;
  const task: Task = {
    space,
    objectives: referencePoint.map((_, k) => ({ name: `f${k + 1}`, direction: 'minimise' })),
    referencePoint,
    measure: async (parameters) => {
      const values = problem.evaluate(coordinatesOf(space, parameters));
      return { answer: { observed: values, truth: values } };
    },
  };
  const initial = design.designs[seed]!.map((x) => toPoint(space, x));
  const run = await runTask(task, {
    ...{ method: 'interphase', seed, initial, budget, batch: 1, plan: here, meter: processMeter },
  });
  return traceOf(task, run, undefined);
}
