import { afterAll, describe, expect, it } from '@jest/globals';
import type { Design } from '../../bench/planner/designs.js';
import type { Problem } from '../../bench/planner/problems.js';
import { namesOf, problems } from '../../bench/planner/problems.js';
import { runProblem } from '../../bench/planner/run.js';
import { quantile } from '../../bench/statistics.js';
import { SystemClock } from '../../core/clock.js';
import { PlannerClient } from '../../planner/client.js';
import { plan } from '../../planner/plan.js';

// In its own thread, as in the agent; Jest's own context makes arithmetic several times slower.
const client = new PlannerClient(new SystemClock(), {
  workerUrl: new URL('./worker-from-source.mjs', import.meta.url),
});
afterAll(() => client.close());

/** A design as in the benchmark, but with the planner's own initial points. */
function designFor(problem: Problem, n0: number, budget: number, seeds: number): Design {
  const designs = Array.from({ length: seeds }, (_, seed) =>
    plan({
      space: problem.space,
      objectives: [{ name: 'value', direction: 'minimise' }],
      observations: [],
      failures: [],
      pending: [],
      count: n0,
      seed,
      n0,
    }).map(({ parameters }) => namesOf(problem.space).map((name) => Number(parameters[name]))),
  );
  return { n0, budget, best_known: 0, designs, check: [] };
}

async function medianFinal(name: string, n0: number, budget: number, seeds: number): Promise<number> {
  const problem = problems[name]!;
  const design = designFor(problem, n0, budget, seeds);
  const final: number[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const run = await runProblem(problem, design, seed, (request) =>
      client.propose(request, { deadlineMs: LONG_MS }),
    );
    final.push(run.best.at(-1) ?? Infinity);
  }
  return quantile(final, 0.5);
}

/** Minutes of computing on a busy machine, and nothing else to wait for. */
const LONG_MS = 300_000;

describe('the planner from start to end', () => {
  it(
    'comes within 0.02 of the minimum of Branin in 35 experiments, in the median of 5 runs',
    async () => {
      expect((await medianFinal('branin', 5, 35, 5)) - 0.397887).toBeLessThan(0.02);
    },
    LONG_MS,
  );

  it(
    'comes within 0.3 of the minimum of Hartmann6 in 60 experiments, in the median of 3 runs',
    async () => {
      expect((await medianFinal('hartmann6', 10, 60, 3)) + 3.32237).toBeLessThan(0.3);
    },
    LONG_MS,
  );

  it(
    'comes within 0.02 of the best mixture of 6 in 40 experiments, in the median of 3 runs',
    async () => {
      expect((await medianFinal('mixture6', 8, 40, 3)) + 1.1566366650244175).toBeLessThan(0.02);
    },
    LONG_MS,
  );

  it(
    'finds the minimum of Branin although half of the square fails, in the median of 3 runs',
    async () => {
      expect((await medianFinal('failure_branin', 6, 40, 3)) - 0.397887).toBeLessThan(0.1);
    },
    LONG_MS,
  );
});
