import { describe, expect, it } from '@jest/globals';
import {
  cyclesIn,
  differentialLines,
  remarksOn,
  valueAt,
  voltageLines,
  type CycleCurves,
} from '../../dashboard/data/curves.js';

const half = (direction: 'charge' | 'discharge', reason = '') => ({
  direction,
  currentA: 0.004,
  passedAs: [0, 3.6],
  voltageV: [3, 4],
  differential: { voltageV: [3, 3.5, 4], capacityPerVoltAs: [3.6, null, 7.2], unresolved: 2, reason },
});
const cycle: CycleCurves = {
  cycle: 7,
  complete: false,
  quality: 'suspect',
  reason: 'a hole',
  halves: [half('charge'), half('discharge', 'too few rows')],
};

describe('cycles as lines', () => {
  it('are in mAh/V, upwards on charge and downwards on discharge, and broken where the agent broke them', () => {
    expect(differentialLines([cycle]).map(({ name, ys }) => [name, ys])).toEqual([
      ['cycle 7, charge', [1, null, 2]],
      ['cycle 7, discharge', [-1, null, -2]],
    ]);
    expect(voltageLines([cycle])[0]).toMatchObject({ xs: [0, 1], ys: [3, 4] });
  });

  it('are read at the nearest point, and not where there is none near or the line is broken', () => {
    const [line] = differentialLines([cycle]);
    expect(valueAt(line!, 3.01, 0.02)).toBe(1);
    expect(valueAt(line!, 3.5, 0.02)).toBeUndefined();
    expect(valueAt(line!, 5, 0.02)).toBeUndefined();
  });

  it('say what is wrong with them', () => {
    expect(remarksOn([cycle])).toEqual([
      'cycle 7 is suspect: a hole',
      'cycle 7 is not complete',
      'cycle 7, charge: 2 points too flat for dQ/dV left out',
      'cycle 7, discharge: no dQ/dV, too few rows',
    ]);
  });
});

describe('numbers of cycles as a reader writes them', () => {
  const there = [1, 2, 3, 4, 5, 6];

  it.each([
    ['1, 5', [1, 5]],
    [' 2;2  3 ', [2, 3]],
    ['9', 'there is no cycle 9: 1 to 6 are there'],
    ['first', 'there is no cycle first: 1 to 6 are there'],
    ['1 2 3 4 5', 'at most 4 cycles are told apart'],
    ['', 'name a cycle, or several as 1, 50'],
  ])('%j', (text, expected) => {
    expect(cyclesIn(text, there)).toEqual(expected);
  });
});
