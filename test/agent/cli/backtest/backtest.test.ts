import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { functionSubject } from '../../../../agent/cli/backtest/functions-file.js';
import { openSubject } from '../../../../agent/cli/backtest/open-subject.js';
import { assertWritable } from '../../../../agent/cli/backtest/result-file.js';
import { processMeter } from '../../../../planner/backtest/meter.js';
import type { BacktestResult } from '../../../../planner/backtest/result.js';
import { runTask } from '../../../../planner/backtest/run.js';
import { plan } from '../../../../planner/plan.js';
import { interphase } from '../command-line.js';
import { BOWL_SPACE, bowl, inFolder, written } from './files.js';

const resultIn = (file: string): BacktestResult => JSON.parse(readFileSync(file, 'utf8')) as BacktestResult;

describe('interphase backtest', () => {
  it('runs all methods on a table from the same beginnings and stores what a trace holds', async () => {
    const table = written('bowl.csv', bowl(60));
    const space = written('bowl.yaml', BOWL_SPACE);
    const out = inFolder('result.json');
    const size = ['--budget', '14', '--initial', '4', '--seeds', '2', '--batch', '2'];
    const ended = await interphase('backtest', '--table', table, '--space', space, ...size, '--out', out);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/of 84 experiments, about [^]*result in/),
    });
    expect(ended.stdout).toMatch(/60 rows, 60 points: minimise y\n2 seeds, 14 experiments each, 2 at a time/);
    expect(ended.stdout).toMatch(/interphase against random: sooner at the best 1 % in/);
    const { methods, complete, tops } = resultIn(out);
    expect(complete).toBe(true);
    expect(Object.keys(methods)).toEqual(['interphase', 'random', 'sobol']);
    const values = bowl(60)
      .slice(1)
      .map((line) => Number(line.split(',')[2]))
      .sort((a, b) => a - b);
    expect(tops).toEqual({ top_1: values[0], top_5: values[2] });
    for (const run of Object.values(methods).flatMap(({ runs }) => runs)) {
      expect(run.best).toEqual(run.y.map((_, i) => Math.min(...run.y.slice(0, i + 1).map(Number))));
      expect(new Set(run.x.map(String)).size).toBe(14);
      expect(run.x.slice(0, 4)).toEqual(methods['interphase']!.runs[run.seed]!.x.slice(0, 4));
    }
    const first = methods['interphase']!.runs.map(({ to_top_5 }) => to_top_5 ?? Infinity);
    expect(Math.max(...first)).toBeLessThanOrEqual(14);
  });

  it('begins where frozen designs begin', async () => {
    const entry = {
      n0: 2,
      budget: 5,
      goal: [0],
      initial: [
        [3, 1],
        [2, 0],
      ],
    };
    const designs = written('pools.json', [JSON.stringify({ bowl: entry })]);
    const table = written('bowl.csv', bowl(9));
    const space = written('bowl.yaml', BOWL_SPACE);
    const args = ['--table', table, '--space', space, '--designs', `${designs}#bowl`, '--methods', 'random'];
    const { code, stdout } = await interphase('backtest', ...args, '--json');
    const { methods, budget, notes } = JSON.parse(stdout) as BacktestResult;
    expect({ code, budget }).toEqual({ code: 0, budget: 5 });
    expect(notes).toEqual(['the designs begin 2 runs: as many seeds were run']);
    const third = bowl(9)[4]!.split(',').map(Number);
    expect(methods['random']!.runs[0]!.x[0]).toEqual(third.slice(0, 2));
  });

  it("takes somebody's function: what it throws is a failed experiment, and is told", async () => {
    const file = written('mine.mjs', [
      'export const dimensions = 2;',
      'export const bounds = [[0, 1], [-1, 1]];',
      'export async function measure([a, b], i) {',
      "  if (a > 0.7) throw new Error('too hot');",
      '  return b > 0.9 ? null : b < -0.9 ? NaN : (a - 0.3) ** 2 + b * b;',
      '}',
    ]);
    const size = ['--budget', '12', '--initial', '6', '--seeds', '1', '--methods', 'interphase,sobol'];
    const { code, stdout } = await interphase('backtest', '--functions', file, ...size);
    expect(code).toBe(0);
    expect(stdout).toMatch(/interphase +1 +\d/);
    expect(stdout).toContain('note: measure threw: too hot');
  });

  it('fills the space, and says so, while fewer than two experiments had a result', async () => {
    const { about, task } = await functionSubject(
      written('never.mjs', ['export const dimensions = 1, bounds = [[0, 1]], measure = () => null;']),
    );
    expect(about).toBe('never.mjs, 1 dimension');
    const how = { method: 'interphase' as const, seed: 0, initial: [{ x1: 0.5 }], budget: 3, batch: 1 };
    const run = await runTask(task, { ...how, plan: async (request) => plan(request), meter: processMeter });
    expect(run.failed).toBe(2);
    expect(run.notes).toEqual([
      'fewer than two experiments had a result: the space was filled instead of a model asked',
    ]);
  });

  const options = { seeds: 1, batch: 1, methods: ['random' as const] };

  it.each([
    [{ problem: 'hartman6' }, /did you mean hartmann6\?/],
    [{ problem: 'branin', initial: 60 }, /60 initial experiments leave nothing to choose/],
    [{ problem: 'branin', space: 'a.yaml' }, /--space belongs to --table/],
    [{ problem: 'branin', designs: 'd.json', initial: 3 }, /leave --initial out/],
    [{ table: 'no.csv' }, /--table needs --space/],
    [{}, /give one of --table, --problem and --functions/],
  ])('does not begin with %j, and says why', async (asked, words) => {
    await expect(openSubject({ ...options, ...asked })).rejects.toThrow(words);
  });

  it('tells before it computes that the result cannot be written, or that a method is none of its own', async () => {
    await expect(assertWritable('/nowhere/at/all.json')).rejects.toThrow(/cannot be written .*another --out/);
    const ended = await interphase('backtest', '--problem', 'branin', '--methods', 'randon');
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/some of interphase, random, sobol/),
    });
  });

  it('ends with every export that a module lacks', async () => {
    const file = written('half.mjs', ['export const dimensions = 2, bounds = [[0, 1]];']);
    await expect(functionSubject(file)).rejects.toThrow(/measure: expected a function/);
  });
});
