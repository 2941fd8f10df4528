import { describe, expect, it } from '@jest/globals';
import {
  resistanceCourse,
  switchResistances,
  type SwitchResistance,
} from '../../../../agent/analysis/health/switch-resistance.js';
import { aSeries } from './a-series.js';

const course = (ohms: readonly number[], temperatureK = (_: number) => 298) =>
  resistanceCourse(
    ohms.map((ohm, k): SwitchResistance => ({
      cycle: k + 1,
      atTop: true,
      ohm,
      temperatureK: temperatureK(k),
    })),
  );

describe('the resistance of a switch', () => {
  it('is the step of voltage over the step of current', () => {
    const series = aSeries([
      [0, 1, 1, 4.19, 5e-3, 298],
      [60, 1, 1, 4.2, 1e-3, 298],
      [60, 2, 1, 4.05, -5e-3, 298],
    ]);
    expect(switchResistances(series)).toEqual([
      { cycle: 1, atTop: true, ohm: expect.closeTo(25, 6), temperatureK: 298 },
    ]);
  });

  it('is not read where a rest lies between', () => {
    const series = aSeries([
      [0, 1, 1, 4.2, 1e-3, 298],
      [600, 2, 1, 4.05, -5e-3, 298],
    ]);
    expect(switchResistances(series)).toEqual([]);
  });
});

describe('the course of a resistance', () => {
  const steady = Array.from({ length: 30 }, (_, k) => 25 + 0.1 * k);

  it('that grows steadily has no jump', () => {
    expect(course(steady)?.jumpOhm).toBeLessThan(0.01);
    expect(course(steady)?.growthPerCycle).toBeCloseTo(0.004, 6);
  });

  it('shows a contact that lets go, and one that comes back', () => {
    expect(course(steady.map((ohm, k) => (k > 12 ? ohm + 20 : ohm)))?.jumpOhm).toBeCloseTo(20, 1);
    expect(course(steady.map((ohm, k) => (k < 12 ? ohm + 8 : ohm)))?.jumpOhm).toBeCloseTo(8, 1);
  });

  it('bends over a knee without a jump', () => {
    const knee = steady.map((ohm, k) => ohm + (k > 15 ? 0.2 * (k - 15) ** 2 : 0));
    expect(course(knee)?.jumpOhm).toBeLessThan(2);
  });

  it('leaves out what was measured at another temperature', () => {
    const warm = steady.map((ohm, k) => (k === 10 ? 0.5 * ohm : ohm));
    expect(course(warm, (k) => (k === 10 ? 310 : 298))?.jumpOhm).toBeLessThan(0.5);
  });
});
