/** Our methods on one problem of the frozen designs. */
import { assertChecks, type Design } from '../../planner/backtest/design.js';
import type { MethodName } from '../../planner/backtest/methods.js';
import { processMeter } from '../../planner/backtest/meter.js';
import type { PlanFunction } from '../../planner/backtest/plan-with.js';
import { problemTask } from '../../planner/backtest/problem-task.js';
import { toPoint, type Problem } from '../../planner/backtest/problems.js';
import { traceOf, type BacktestRun } from '../../planner/backtest/result.js';
import { runTask } from '../../planner/backtest/run.js';
import { plan } from '../../planner/plan.js';

/** The planner in this thread. */
export const here: PlanFunction = async (request) => plan(request);

export async function runProblem(
  { name, problem, design }: { readonly name: string; readonly problem: Problem; readonly design: Design },
  method: MethodName,
  seed: number,
): Promise<BacktestRun> {
  if (seed === 0) assertChecks(name, problem, design);
  const task = problemTask(problem, design.noise);
  const initial = design.designs[seed]!.map((x) => toPoint(problem.space, x));
  const { budget } = design;
  const run = await runTask(task, {
    ...{ method, seed, initial, budget, batch: 1, plan: here, meter: processMeter },
  });
  return traceOf(task, run, undefined);
}
