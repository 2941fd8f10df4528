import { describe, expect, it } from '@jest/globals';
import { METHOD_NAMES } from '../../../planner/backtest/methods.js';
import { processMeter } from '../../../planner/backtest/meter.js';
import { initialPoints, type PlanFunction } from '../../../planner/backtest/plan-with.js';
import { poolOf } from '../../../planner/backtest/pool.js';
import { problemTask } from '../../../planner/backtest/problem-task.js';
import { problems } from '../../../planner/backtest/problems.js';
import { topsOf, traceOf } from '../../../planner/backtest/result.js';
import { reaches, runTask } from '../../../planner/backtest/run.js';
import { scoreOf } from '../../../planner/backtest/score.js';
import type { Task } from '../../../planner/backtest/task.js';
import { plan } from '../../../planner/plan.js';
import { PlannerError } from '../../../planner/planner-error.js';

const here: PlanFunction = async (request) => plan(request);
const how = { seed: 3, batch: 1, plan: here, meter: processMeter };

const line = {
  blocks: [],
  variables: [{ name: 'x', kind: 'continuous' as const, min: 0, max: 9, scale: 'linear' as const }],
  constraints: [],
};
const maximise = [{ name: 'y', direction: 'maximise' as const }];

/** Ten points, two replicates each but for the last, which failed. */
const pool = poolOf(
  line,
  maximise,
  Array.from({ length: 20 }, (_, k) => {
    const x = Math.floor(k / 2);
    return { parameters: { x }, values: x === 9 ? null : [10 * x + (k % 2)], group: String(x) };
  }),
);

describe('a run', () => {
  it.each(METHOD_NAMES)('of %s asks for every row of a table once, until none is left', async (method) => {
    const initial = await initialPoints(here, pool, 3, 2);
    const run = await runTask(pool, { ...how, method, initial, budget: 12 });
    expect(run.steps.slice(0, 2).map(({ parameters }) => parameters)).toEqual(initial);
    expect(new Set(run.steps.map(({ parameters }) => parameters['x'])).size).toBe(10);
    expect(run.notes).toContain('no untried point was left after 10 of 12 experiments');
    expect(run.steps.at(-1)?.best).toBe(80.5);
    expect(topsOf(pool)).toEqual({ top_1: 80.5, top_5: 80.5 });
    const { to_top_1, y } = traceOf(pool, run, topsOf(pool));
    expect([80, 81]).toContain(y[to_top_1! - 1]);
  });

  it('begins alike whatever others know beforehand, and then goes where they say the best is', async () => {
    const wide = { ...line, variables: [{ ...line.variables[0]!, max: 30 }] };
    const hill = (x: number): number => 10 * Math.exp(-(((x - 22) / 4) ** 2));
    const rows = Array.from({ length: 31 }, (_, x) => ({
      ...{ parameters: { x }, values: [hill(x)], group: String(x) },
    }));
    const alone = poolOf(wide, maximise, rows);
    const observations = [2, 8, 12, 18, 20, 24, 28].map((x) => ({
      ...{ parameters: { x }, source: 'paper', results: { y: { value: hill(x) - 3 } } },
    }));
    const told = { ...alone, elsewhere: { observations, lowFidelity: [] } };
    const initial = await initialPoints(here, told, 3, 2);
    expect(initial).toEqual(await initialPoints(here, alone, 3, 2));
    const { steps } = await runTask(told, { ...how, method: 'interphase', initial, budget: 4 });
    expect(Math.max(...steps.map(({ parameters }) => hill(Number(parameters['x']))))).toBeGreaterThan(9);
  });

  it.each(METHOD_NAMES)('of %s is the same for the same seed', async (method) => {
    const task = problemTask(problems['branin']!);
    const initial = await initialPoints(here, task, 3, 4);
    const go = () => runTask(task, { ...how, method, initial, budget: 8, batch: 2 });
    const [a, b] = [await go(), await go()];
    expect(a.steps).toEqual(b.steps);
    expect(a.choiceS).toHaveLength(2);
  });

  it('keeps shares of a blend at a sum of 1, whoever chooses', async () => {
    const task = problemTask(problems['mixture6']!);
    for (const method of ['random', 'sobol'] as const) {
      const { steps } = await runTask(task, { ...how, method, initial: [], budget: 16 });
      for (const { parameters } of steps) {
        expect(Object.values(parameters).reduce<number>((sum, x) => sum + Number(x), 0)).toBeCloseTo(1, 9);
      }
    }
  });

  it('costs what its failures cost too', async () => {
    const priced = poolOf(
      line,
      maximise,
      [0, 1, 2, 3].map((x) => {
        const failed = x > 1;
        return { parameters: { x }, values: failed ? null : [x], group: String(x), cost: failed ? 7 : 2 };
      }),
    );
    const run = await runTask(priced, { ...how, method: 'random', initial: [], budget: 4 });
    expect(traceOf(priced, run, undefined).cost).toBe(2 + 2 + 7 + 7);
    const free = await runTask(pool, { ...how, method: 'random', initial: [], budget: 4 });
    expect(traceOf(pool, free, undefined)).not.toHaveProperty('cost');
  });

  it('ends early where that is wanted', async () => {
    const until = reaches(pool, 30);
    const run = await runTask(pool, { ...how, method: 'random', initial: [], budget: 10, until });
    expect(run.steps.findIndex(until)).toBe(run.steps.length - 1);
  });

  it('fills the space when no model can be fitted, and says so', async () => {
    const singular: PlanFunction = async (request) => {
      if (request.n0 === 0) throw new PlannerError('numerical', 'no inverse');
      return plan(request);
    };
    const initial = [{ x: 0 }, { x: 1 }].map(({ x }) => pool.among[x]!);
    const run = await runTask(pool, { ...how, plan: singular, method: 'interphase', initial, budget: 4 });
    expect(run.steps).toHaveLength(4);
    expect(run.notes).toEqual([expect.stringMatching(/^no model could be fitted/)]);
  });
});

describe('the score of a run', () => {
  const answer = (observed: number[], truth = observed) => ({ observed, truth });

  it('is the truth at the best observed value, so that luck does not flatter', () => {
    const score = scoreOf(pool);
    expect([null, answer([5], [3]), answer([4], [9]), answer([6], [2])].map((a) => score.add(a))).toEqual([
      null,
      3,
      3,
      2,
    ]);
  });

  it('is the hypervolume of several objectives, each in its direction', () => {
    const two: Task = {
      ...problemTask(problems['branin']!),
      objectives: [...maximise, { name: 'z', direction: 'minimise' }],
      referencePoint: [0, 10],
    };
    const score = scoreOf(two);
    expect([answer([-1, 5]), answer([2, 6]), null, answer([1, 4])].map((a) => score.add(a))).toEqual([
      0, 8, 8, 10,
    ]);
    const { referencePoint: _none, ...without } = two;
    expect(() => scoreOf(without)).toThrow(/a reference point is needed/);
  });
});
