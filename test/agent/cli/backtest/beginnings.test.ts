import { describe, expect, it } from '@jest/globals';
import { openSubject } from '../../../../agent/cli/backtest/open-subject.js';
import { BOWL_SPACE, bowl, written } from './files.js';

const SIZE = { seeds: 3, batch: 1 };
const n0 = 2;

const ofFunction = (designs: unknown) =>
  openSubject({
    ...SIZE,
    functions: written('f.mjs', [
      'export const dimensions = 2, bounds = [[0, 1], [20, 80]], measure = ([a, b]) => a * b;',
    ]),
    designs: `${written('d.json', [JSON.stringify({ mine: { n0, budget: 9, designs } })])}#mine`,
  });

const ofTable = (initial: unknown) =>
  openSubject({
    ...SIZE,
    table: written('t.csv', [...bowl(6), bowl(6)[1]!]),
    space: written('s.yaml', BOWL_SPACE),
    designs: `${written('p.json', [JSON.stringify({ bowl: { n0, budget: 5, initial } })])}#bowl`,
  });

describe('frozen designs', () => {
  it('are where runs begin, a point of a function more than once if they say so', async () => {
    const point = [0.1, 20];
    const { extent } = await ofFunction([
      [point, [0.5, 50]],
      [point, point],
    ]);
    expect(extent).toMatchObject({ initial: 2, seeds: 2 });
    expect(extent.beginnings?.points[1]).toEqual([
      { x1: 0.1, x2: 20 },
      { x1: 0.1, x2: 20 },
    ]);
  });

  it.each([
    [
      'lie outside the space',
      [
        [
          [0.1, 20],
          [5, 5],
        ],
      ],
      'seed 0, entry 1: x1 is 5, outside 0 to 1; seed 0, entry 1: x2 is 5, outside 20 to 80',
    ],
    [
      'have too few coordinates',
      [[[0.1, 20]], [[0.2]]],
      'seed 1, entry 0: a point of 1 coordinates, the space has 2',
    ],
    [
      'are more for one seed',
      [
        [[0.1, 20]],
        [
          [0.1, 20],
          [0.2, 30],
        ],
      ],
      'seed 1: expected 1 as for seed 0, found 2',
    ],
  ])('are refused, by file, seed and place, where points %s', async (_what, designs, words) => {
    await expect(ofFunction(designs)).rejects.toThrow(
      `d.json#mine: no run can begin there (counted from 0): ${words}`,
    );
  });

  it.each([
    [
      'are there twice',
      [
        [0, 1],
        [2, 2],
      ],
      'seed 1, entry 1: row 2 is the experiment of row 2, which can be had once',
    ],
    [
      'lie on one point',
      [[0, 6]],
      'seed 0, entry 1: row 6 is the experiment of row 0, which can be had once',
    ],
    ['are none', [[0, 7]], 'seed 0, entry 1: row 7 of 7: the designs are of another table'],
  ])('are refused, by file, seed and place, where rows %s', async (_what, initial, words) => {
    await expect(ofTable(initial)).rejects.toThrow(
      `p.json#bowl: no run can begin there (counted from 0): ${words}`,
    );
  });
});
