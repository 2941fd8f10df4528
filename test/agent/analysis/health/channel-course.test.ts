import { describe, expect, it } from '@jest/globals';
import { cycleTable } from '../../../../agent/analysis/cycling/cycles.js';
import { channelCourse } from '../../../../agent/analysis/health/channel-course.js';
import type { ProgramSteps } from '../../../../agent/analysis/health/program-steps.js';
import { temperatureDeviationK } from '../../../../agent/analysis/health/temperature-course.js';
import { aSeries, rowsEvery, type Row } from './a-series.js';

const STEPS: ProgramSteps = new Map([[1, { currentA: 5e-3, temperatureK: 298 }]]);
const charge = rowsEvery(60, 200, (timeS, k): Row => [timeS, 1, 1, 3 + 0.003 * k, 5.001e-3, 298.2]);
const courseOf = (rows: readonly Row[]) => {
  const series = aSeries(rows);
  return channelCourse(
    series,
    cycleTable([series], { everyS: 60, restCurrentA: 1e-6 }, true).defects,
    STEPS,
    60,
  );
};
const from = (first: number, last: number, change: (row: Row) => Row): Row[] =>
  charge.map((row, k) => (k >= first && k <= last ? change(row) : row));

describe('a channel', () => {
  it('that does its work shows nothing', () => {
    expect(courseOf(charge)).toEqual({
      nonFiniteRows: 0,
      gapIntervals: 1,
      stepsMissing: 0,
      frozenRows: 0,
      offCurrentRows: 0,
    });
  });

  it('that has no reading is found by its rows', () => {
    expect(courseOf(from(50, 59, (row) => row.with(3, NaN) as unknown as Row)).nonFiniteRows).toBe(10);
  });

  it('that leaves no rows is found by the time between them', () => {
    expect(courseOf(charge.filter((_, k) => k < 50 || k > 60)).gapIntervals).toBe(12);
  });

  it('that is stuck, clips or reads a tenth is found by voltage and current', () => {
    expect(courseOf(from(50, 99, (row) => row.with(3, 3.1) as unknown as Row)).frozenRows).toBe(50);
    expect(courseOf(from(50, 59, (row) => row.with(4, 1e-3) as unknown as Row)).offCurrentRows).toBe(9);
    expect(courseOf(from(50, 59, (row) => row.with(4, 5e-4) as unknown as Row)).offCurrentRows).toBe(9);
  });

  it('whose program left no row of a step says so', () => {
    const series = aSeries(charge);
    expect(channelCourse(series, [], new Map([...STEPS, [2, {}]]), 60).stepsMissing).toBe(1);
  });
});

describe('a chamber', () => {
  it('is held to its set point once it had time to arrive', () => {
    const late = from(0, 29, (row) => row.with(5, 320) as unknown as Row);
    expect(temperatureDeviationK(aSeries(late), STEPS)).toBeCloseTo(0.2, 6);
    const off = from(100, 110, (row) => row.with(5, 306) as unknown as Row);
    expect(temperatureDeviationK(aSeries(off), STEPS)).toBeCloseTo(8, 6);
  });
});
