import { afterAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../core/clock.js';
import { processMeter } from '../../planner/backtest/meter.js';
import { initialPoints, type PlanFunction } from '../../planner/backtest/plan-with.js';
import { problemTask } from '../../planner/backtest/problem-task.js';
import { problems, type Problem } from '../../planner/backtest/problems.js';
import { runTask, type Run } from '../../planner/backtest/run.js';
import { mean, quantile } from '../../planner/backtest/statistics.js';
import { PlannerClient } from '../../planner/client.js';

// In its own thread, as in the agent; Jest's own context makes arithmetic several times slower.
const client = new PlannerClient(new SystemClock(), {
  workerUrl: new URL('./worker-from-source.mjs', import.meta.url),
});
afterAll(() => client.close());

/** Minutes of computing on a busy machine, and nothing else to wait for. */
const LONG_MS = 300_000;

const plan: PlanFunction = (request) => client.propose(request, { deadlineMs: LONG_MS });

/** Runs from the planner's own initial designs to the end of the budget. */
async function runs(
  problem: Problem,
  { initial, budget, seeds }: { initial: number; budget: number; seeds: number },
): Promise<Run[]> {
  const task = problemTask(problem);
  const all: Run[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const points = await initialPoints(plan, task, seed, initial);
    const how = { method: 'interphase' as const, batch: 1, plan, meter: processMeter };
    all.push(await runTask(task, { ...how, seed, initial: points, budget }));
  }
  return all;
}

function medianFinal(all: readonly Run[]): number {
  return quantile(
    all.map(({ steps }) => steps.at(-1)!.best ?? Infinity),
    0.5,
  );
}

describe('the planner from start to end', () => {
  it(
    'comes within 0.02 of the minimum of Branin in 30 experiments, in the median of 3 runs',
    async () => {
      const all = await runs(problems['branin']!, { initial: 5, budget: 30, seeds: 3 });
      expect(medianFinal(all) - 0.397887).toBeLessThan(0.02);
    },
    LONG_MS,
  );

  it(
    'comes within 0.25 of the minimum of Hartmann6 in 60 experiments, in the median of 3 runs',
    async () => {
      const all = await runs(problems['hartmann6']!, { initial: 10, budget: 60, seeds: 3 });
      expect(medianFinal(all) + 3.32237).toBeLessThan(0.25);
    },
    LONG_MS,
  );

  it(
    'comes within 6 of the minimum of Ackley5 in 35 experiments, in the median of 3 runs',
    async () => {
      const all = await runs(problems['ackley5']!, { initial: 10, budget: 35, seeds: 3 });
      expect(medianFinal(all)).toBeLessThan(6);
    },
    LONG_MS,
  );

  it(
    'comes within 0.02 of the best mixture of 6 in 30 experiments, in the median of 3 runs',
    async () => {
      const all = await runs(problems['mixture6']!, { initial: 8, budget: 30, seeds: 3 });
      expect(medianFinal(all) + 1.1566366650244175).toBeLessThan(0.02);
    },
    LONG_MS,
  );

  it(
    'finds the minimum of Branin although half of the square fails, with at most 5 failures in 34 proposals (3 runs)',
    async () => {
      const all = await runs(problems['failure_branin']!, { initial: 6, budget: 40, seeds: 3 });
      expect(medianFinal(all) - 0.397887).toBeLessThan(0.1);
      expect(mean(all.map(({ failed }) => failed))).toBeLessThanOrEqual(5);
    },
    LONG_MS,
  );

  it(
    'comes within 0.1 of the minimum of Branin in 30 experiments where a penalty of 1000 stands in half of the square (3 runs)',
    async () => {
      const branin = problems['branin']!;
      const evaluate = (u: readonly number[]): number =>
        branin.evaluate(u)! + (u[0]! + u[1]! > 1.1 ? 1000 : 0);
      const all = await runs({ ...branin, evaluate }, { initial: 5, budget: 30, seeds: 3 });
      expect(medianFinal(all) - 0.397887).toBeLessThan(0.1);
    },
    LONG_MS,
  );
});
