import { describe, expect, it } from '@jest/globals';
import { layOut } from '../../../planner/space/layout.js';
import { canonicalKey, toParameters, toVector } from '../../../planner/space/point.js';
import type { Variable } from '../../../planner/space/space.js';

const layoutOf = (variable: Variable) => layOut({ blocks: [], variables: [variable], constraints: [] });

/** How many of some values of one variable are told apart. */
function distinct(variable: Variable, values: readonly number[]): number {
  return new Set(values.map((x) => canonicalKey(layoutOf(variable), { x }))).size;
}

const continuous = (min: number, max: number) =>
  ({ kind: 'continuous', name: 'x', min, max, scale: 'linear' }) as const;

describe('points', () => {
  it('are told apart by whole numbers of any size', () => {
    const stamps = Array.from({ length: 30 }, (_, i) => 1_700_000_000_000 + 7 * i);
    expect(distinct({ kind: 'integer', name: 'x', min: stamps[0]!, max: stamps[29]! }, stamps)).toBe(30);
  });

  it.each([
    [0, 1],
    [293, 313],
    [1e6, 1e6 + 1],
    [1e12, 1e12 + 1000],
    [-1e12, 1 - 1e12],
  ])('are told apart by thousandths of the range %d to %d', (min, max) => {
    const values = Array.from({ length: 1000 }, (_, i) => min + (max - min) * (i / 1000));
    expect(distinct(continuous(min, max), values)).toBe(1000);
  });

  it('are the same where only rounding parts them', () => {
    expect(distinct(continuous(293, 313), [300, 300 + 1e-9])).toBe(1);
    expect(distinct(continuous(0, 1), [0.1 + 0.2, 0.3])).toBe(1);
    expect(distinct(continuous(5, 5), [5, 5 + 1e-12])).toBe(1);
  });

  it('have 12 digits, and more only where the range is narrow beside its values', () => {
    const valueAt = (variable: Variable) => toParameters(layoutOf(variable), Float64Array.of(1 / 3))['x'];
    expect(valueAt(continuous(0, 1))).toBe(0.333333333333);
    expect(valueAt(continuous(293, 313))).toBe(299.666666667);
    expect(valueAt(continuous(1e12, 1e12 + 1000))).toBe(1000000000333.33);
  });

  it('come back from a vector as they are, however far from 0', () => {
    const layout = layoutOf(continuous(1e12, 1e12 + 1000));
    const point = toParameters(layout, Float64Array.of(1 / 7));
    expect(toParameters(layout, toVector(layout, point))).toEqual(point);
  });
});
