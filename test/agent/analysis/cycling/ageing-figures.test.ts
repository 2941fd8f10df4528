import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgeingOptions } from '../../../../agent/analysis/cycling/ageing-figures.js';
import { analyseAgeing, analyseFormation } from '../../../../agent/analysis/analyse.js';
import type { Figure, FigureName } from '../../../../agent/analysis/figure.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { SERIES_COLUMNS } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table, withValue } from '../records.js';

const budget = ORDINARY_INSTRUMENTS;
const rows = constantCurrentCycles({
  cycles: 20,
  currentA: 0.005,
  chargeAs: (n) => 18 - 0.05 * n,
  dischargeAs: (n) => 0.998 * (18 - 0.05 * n),
});

function figureOf(
  name: FigureName,
  data: readonly number[][],
  options: Partial<AgeingOptions> = {},
  ended = true,
): Figure {
  const { figures } = analyseAgeing(table(data), { recording, ended, budget, ...options });
  return figures.find(({ quantity }) => quantity === name)!;
}

describe('the figures of ageing', () => {
  it('give retention as the last cycle over the third, in percent', () => {
    expect(figureOf('capacity_retention', rows)).toMatchObject({
      unit: '%',
      quality: 'valid',
      reason: '',
      detail: { cycle: 20, referenceCycle: 3 },
    });
    expect(figureOf('capacity_retention', rows).value).toBeCloseTo((100 * 17) / 17.85, 9);
  });

  it('give capacity in mA.h with the gain, drift and offset of the channel', () => {
    const capacity = figureOf('discharge_capacity', rows);
    const expected = (0.998 * 17) / 3.6;
    const offset = (3e-6 * (0.998 * 17)) / 0.005 / 3.6;
    const timing = (Math.SQRT2 * 0.1 * 0.005) / 3.6;
    const gain = Math.hypot(2e-4, 6e-5 / Math.SQRT2) * expected;
    expect(capacity.value).toBeCloseTo(expected, 9);
    expect(capacity.standardUncertainty).toBeCloseTo(Math.hypot(gain, offset, timing), 6);
  });

  it('give the mean efficiency of ten cycles, and the inefficiency over the time of a cycle', () => {
    expect(figureOf('coulombic_efficiency', rows).value).toBeCloseTo(99.8, 9);
    expect(figureOf('coulombic_efficiency', rows).detail).toEqual({ cycles: 10, lastCycle: 20 });
    const last = figureOf('inefficiency_per_hour', rows, { meanOf: 1 });
    const hours = (17 / 0.005 + 600 + (0.998 * 17) / 0.005) / 3600;
    expect(last.value).toBeCloseTo(0.002 / hours, 12);
  });

  it('do not average away what the instrument gets wrong in every cycle', () => {
    const one = figureOf('coulombic_efficiency', rows, { meanOf: 1 });
    const ten = figureOf('coulombic_efficiency', rows, { meanOf: 10 });
    expect(ten.standardUncertainty).toBeCloseTo(one.standardUncertainty!, 3);
    expect(one.standardUncertainty).toBeGreaterThan(0.028);
  });

  it('leave the diagnostic after the loop out', () => {
    expect(figureOf('capacity_retention', rows, { lastCycle: 10 }).detail).toEqual({
      cycle: 10,
      referenceCycle: 3,
    });
  });

  it('stand at the last complete cycle while one is in progress', () => {
    const running = figureOf('capacity_retention', rows, {}, false);
    expect(running).toMatchObject({ quality: 'valid', detail: { cycle: 19, referenceCycle: 3 } });
  });

  it('go back to the last cycle that can be used, and say so', () => {
    const spoiled = withValue(rows, rows.length - 5, 'currentA', NaN);
    expect(figureOf('capacity_retention', spoiled)).toMatchObject({
      quality: 'suspect',
      detail: { cycle: 19 },
      reason: expect.stringContaining('1 later cycles are not usable'),
    });
  });

  it('do not hide a cell that stopped giving charge', () => {
    const dead = rows.map((row) => (row[2]! > 12 && row[4]! < 0 ? row.with(4, 0) : row));
    expect(figureOf('discharge_capacity', dead)).toMatchObject({ quality: 'suspect', detail: { cycle: 12 } });
  });

  it('give no retention without a good reference cycle', () => {
    const third = rows.findIndex(([, , cycle]) => cycle === 3) + 10;
    expect(figureOf('capacity_retention', withValue(rows, third, 'voltageV', NaN))).toMatchObject({
      value: null,
      quality: 'invalid',
      reason: expect.stringContaining('reference cycle 3'),
    });
    expect(figureOf('capacity_retention', rows, { lastCycle: 3 }).quality).toBe('invalid');
  });

  it('doubt more charge out than in', () => {
    const impossible = constantCurrentCycles({
      cycles: 12,
      currentA: 0.005,
      chargeAs: () => 17,
      dischargeAs: () => 18,
    });
    expect(figureOf('coulombic_efficiency', impossible)).toMatchObject({
      quality: 'suspect',
      reason: expect.stringContaining('105.88 % comes out'),
    });
  });

  it('see the scatter of capacities, but not a steady fade, as uncertainty of a retention', () => {
    const jumping = constantCurrentCycles({
      cycles: 20,
      currentA: 0.005,
      chargeAs: (n) => 18 - 0.05 * n + (n % 2) * 0.1,
      dischargeAs: (n) => 18 - 0.05 * n + (n % 2) * 0.1,
    });
    const steady = figureOf('capacity_retention', rows).standardUncertainty!;
    expect(steady).toBeLessThan(0.01);
    expect(figureOf('capacity_retention', jumping).standardUncertainty).toBeGreaterThan(20 * steady);
  });
});

describe('whatever a table holds', () => {
  const number = fc.oneof(
    fc.double(),
    fc.constantFrom(0, NaN, Infinity, 1e308, -1),
    fc.integer({ min: -3, max: 3 }),
  );
  const anyTable = fc.record({
    columns: fc.oneof(
      fc.constant([...SERIES_COLUMNS]),
      fc.array(fc.constantFrom(...SERIES_COLUMNS, 'other')),
    ),
    rows: fc.array(fc.array(number, { maxLength: 7 }), { maxLength: 30 }),
  });

  it('every figure is finite with a positive uncertainty, or has no value and a reason', () => {
    fc.assert(
      fc.property(anyTable, fc.boolean(), (data, ended) => {
        const ageing = analyseAgeing(data, { recording, ended, budget });
        const formation = analyseFormation(data, { recording, ended, budget });
        for (const figure of [...ageing.figures, ...formation.figures]) expectSound(figure);
      }),
      { numRuns: 500 },
    );
  });

  it('a flawed cell of a good record never turns into a different valid capacity', () => {
    const flaw = fc.tuple(
      fc.nat({ max: rows.length - 1 }),
      fc.constantFrom('testTimeS', 'voltageV', 'currentA'),
    );
    fc.assert(
      fc.property(flaw, ([row, column]) => {
        const capacity = figureOf('discharge_capacity', withValue(rows, row, column, NaN));
        if (capacity.quality === 'valid') expect(capacity.value).toBeCloseTo((0.998 * 17) / 3.6, 9);
        else expect(capacity.reason).not.toBe('');
      }),
    );
  });
});

function expectSound(figure: Figure): void {
  if (figure.quality === 'invalid') {
    expect(figure.value).toBeNull();
    expect(figure.reason).not.toBe('');
  } else {
    expect(Number.isFinite(figure.value)).toBe(true);
    expect(figure.standardUncertainty).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(figure.standardUncertainty)).toBe(true);
  }
}
