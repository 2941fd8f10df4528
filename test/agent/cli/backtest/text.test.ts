import { describe, expect, it } from '@jest/globals';
import { toText } from '../../../../agent/cli/backtest/text.js';
import type { BacktestResult } from '../../../../planner/backtest/result.js';

type Direction = 'maximise' | 'minimise';

/** One run of each method of three experiments. */
function textOf(directions: readonly Direction[], ends: Readonly<Record<string, number | null>>): string {
  const runOf = (end: number | null) => ({
    ...{ seed: 0, cpu_s: 1, failed: 0, best: [null, null, end], x: [[0], [1], [2]], y: [null, null, end] },
    ...{ proposal_s: { median: 0.1, max: 0.2 }, memory_mib: 9 },
  });
  const result: BacktestResult = {
    ...{ subject: 'bowl.csv', complete: true, names: ['a'], initial: 1, budget: 3, batch: 1, seeds: 1 },
    objectives: directions.map((direction, k) => ({ name: `y${k}`, direction })),
    notes: [],
    methods: Object.fromEntries(
      Object.entries(ends).map(([name, end]) => [name, { version: '1', runs: [runOf(end)] }]),
    ),
  };
  return toText(result);
}

describe('a backtest as a table for people', () => {
  it.each<[string, Direction[], number, number]>([
    ['less', ['minimise'], 1, 2],
    ['more', ['maximise'], 2, 1],
    ['more hypervolume', ['minimise', 'minimise'], 2, 1],
  ])('says that %s is better at the end', (_what, directions, ours, theirs) => {
    const words = (ends: Record<string, number>) => textOf(directions, ends);
    expect(words({ interphase: ours, random: theirs })).toContain(
      'random: better at the end in 1 of 1 pairs',
    );
    expect(words({ interphase: theirs, random: ours })).toContain(
      'random: better at the end in 0 of 1 pairs',
    );
  });

  it.each<Direction>(['minimise', 'maximise'])('takes no success as worse than any (%s)', (direction) => {
    const text = textOf([direction], { interphase: 1e9, random: null, sobol: -1e9 });
    expect(text).toContain('random: better at the end in 1 of 1 pairs');
    expect(text).toMatch(/random +1 +none/);
  });
});
