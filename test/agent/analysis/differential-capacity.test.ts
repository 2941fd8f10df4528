import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { differentialCapacity } from '../../../agent/analysis/differential-capacity.js';
import { readSeries } from '../../../agent/analysis/series.js';

const COLUMNS = ['testTimeS', 'step', 'cycle', 'voltageV', 'currentA', 'temperatureK'];
const series = (rows: readonly (readonly [timeS: number, voltageV: number, currentA: number])[]) =>
  readSeries({ columns: COLUMNS, rows: rows.map(([t, v, i]) => [t, 1, 1, v, i, 298.15]) }).series;

describe('differential capacity', () => {
  it('is constant where the voltage rises evenly', () => {
    const even = series(Array.from({ length: 11 }, (_, k) => [100 * k, 3 + 0.01 * k, 2e-3] as const));
    const { capacityPerVoltAs } = differentialCapacity(even, { firstRow: 0, lastRow: 10 }, 1, 0.02);
    for (const value of capacityPerVoltAs) expect(value).toBeCloseTo(20, 6);
  });

  it('leaves out a hold, whose charge moves at one voltage', () => {
    const held = series([
      [0, 4.1, 1e-3],
      [100, 4.2, 1e-3],
      [1000, 4.2, 1e-4],
    ]);
    const { capacityPerVoltAs } = differentialCapacity(held, { firstRow: 0, lastRow: 2 }, 1, 0.01);
    const moved = capacityPerVoltAs.reduce((sum, value) => sum + value * 0.01, 0);
    expect(moved).toBeCloseTo(0.1, 9);
  });

  it('adds up to the charge that moved, up or down, however wide its bins', () => {
    const steps = fc.array(
      fc.record({
        dV: fc.double({ min: 1e-4, max: 0.05, noNaN: true }),
        dt: fc.double({ min: 1, max: 500, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, fc.constantFrom(1, -1), fc.constantFrom(0.005, 0.02, 0.1), (found, sign, binV) => {
        const rows: [number, number, number][] = [[0, 3.5, sign * 1e-3]];
        for (const { dV, dt } of found) {
          const [timeS, voltageV] = rows.at(-1)!;
          rows.push([timeS + dt, voltageV + sign * dV, sign * 1e-3]);
        }
        const one = differentialCapacity(series(rows), { firstRow: 0, lastRow: rows.length - 1 }, sign, binV);
        const moved = one.capacityPerVoltAs.reduce((sum, value) => sum + value * binV, 0);
        expect(moved).toBeCloseTo(1e-3 * rows.at(-1)![0], 6);
      }),
    );
  });
});
