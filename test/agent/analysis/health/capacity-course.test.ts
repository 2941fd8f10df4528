import { describe, expect, it } from '@jest/globals';
import { cycleTable } from '../../../../agent/analysis/cycling/cycles.js';
import { capacityCourse } from '../../../../agent/analysis/health/capacity-course.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table, type Plan } from '../records.js';

const cyclesOf = (plan: Plan, ended = true) =>
  cycleTable([readSeries(table(constantCurrentCycles(plan))).series], recording, ended).cycles;

describe('the capacities of formation', () => {
  const plan: Plan = {
    cycles: 2,
    currentA: 1e-3,
    chargeAs: (n) => (n === 1 ? 20 : 18),
    dischargeAs: (n) => 17 + n / 2,
  };
  const design = { firstChargeAs: 20, capacityAs: 18 };

  it('are held against the design', () => {
    const course = capacityCourse(cyclesOf(plan), design);
    expect(course.firstChargeShare).toBeCloseTo(1, 6);
    expect(course.formedShare).toBeCloseTo(1, 6);
    expect(course.firstEfficiency).toBeCloseTo(17.5 / 20, 6);
    expect(course.growth).toBeCloseTo(0.5 / 17.5, 6);
  });

  it('of a first charge that was cut short count only when they are too large already', () => {
    const short = (chargeAs: number) =>
      capacityCourse(cyclesOf({ ...plan, cycles: 1, chargeAs: () => chargeAs }, false), design)
        .firstChargeShare;
    expect(short(12)).toBeUndefined();
    expect(short(30)).toBeCloseTo(1.5, 6);
  });
});
