import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nonDominatedBoxes } from '../../../planner/acquisition/box-decomposition.js';
import { hypervolume } from '../../../planner/acquisition/hypervolume.js';
import { referencePoint } from '../../../planner/acquisition/reference-point.js';

/** Points on a coarse grid, where many coordinates are equal, and among them dominated ones and ones beyond the reference. */
const onGrid = fc.integer({ min: 2, max: 4 }).chain((m) =>
  fc.record({
    m: fc.constant(m),
    points: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: m, maxLength: m }), {
      maxLength: 9,
    }),
  }),
);
const REFERENCE = 4;

/** The lower corners of all unit cells below the reference. */
function cells(m: number): number[][] {
  if (m === 0) return [[]];
  return cells(m - 1).flatMap((rest) => Array.from({ length: REFERENCE }, (_, value) => [...rest, value]));
}

const isDominated = (points: readonly number[][], y: readonly number[]): boolean =>
  points.some((point) => point.every((value, k) => value <= y[k]!));

describe('the hypervolume', () => {
  it.each([
    ['nothing', [], [1, 1], 0],
    ['one point', [[0.25, 0.5]], [1, 1], 0.375],
    [
      'a dominated point, nothing more',
      [
        [0.25, 0.5],
        [0.5, 0.75],
      ],
      [1, 1],
      0.375,
    ],
    [
      'a staircase',
      [
        [0, 2],
        [1, 1],
        [2, 0],
      ],
      [3, 3],
      6,
    ],
    [
      'points beyond the reference, nothing',
      [
        [2, 0],
        [0, 1],
      ],
      [1, 1],
      0,
    ],
    [
      'three corners of a cube',
      [
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ],
      [2, 2, 2],
      4,
    ],
  ])('of %s is known', (_case, points, reference, volume) => {
    expect(hypervolume(points, reference)).toBeCloseTo(volume, 12);
  });

  it('counts the dominated cells of a grid', () => {
    fc.assert(
      fc.property(onGrid, ({ m, points }) => {
        const count = cells(m).filter((cell) => isDominated(points, cell)).length;
        expect(hypervolume(points, new Array<number>(m).fill(REFERENCE))).toBeCloseTo(count, 9);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the boxes where it would grow', () => {
  it('cover every cell that nothing dominates once, and no other', () => {
    fc.assert(
      fc.property(onGrid, ({ m, points }) => {
        const reference = new Float64Array(m).fill(REFERENCE);
        const boxes = nonDominatedBoxes(
          points.map((point) => Float64Array.from(point)),
          reference,
        );
        for (const cell of cells(m)) {
          const middle = cell.map((value) => value + 0.5);
          const holding = boxes.filter(({ lower, upper }) =>
            middle.every((value, k) => value > lower[k]! && value < upper[k]!),
          );
          expect(holding).toHaveLength(isDominated(points, cell) ? 0 : 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are as many as two objectives need: one more than the front has points', () => {
    const front = Array.from({ length: 9 }, (_, i) => Float64Array.of(i, 9 - i));
    expect(nonDominatedBoxes(front, Float64Array.of(20, 20))).toHaveLength(10);
  });
});

describe('a reference point that nobody gave', () => {
  it('lies a tenth of the extent of the front beyond its worst values', () => {
    const points = [
      [0, 10],
      [4, 2],
      [10, 0],
      [11, 11],
    ];
    expect(referencePoint(points)).toEqual([11, 11]);
  });

  it('takes the extent of all points where the front is one point', () => {
    expect(
      referencePoint([
        [0, 0],
        [5, 20],
      ]),
    ).toEqual([0.5, 2]);
    expect(referencePoint([[3, 3]])).toEqual([3.1, 3.1]);
  });
});
