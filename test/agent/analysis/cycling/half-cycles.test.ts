import { describe, expect, it } from '@jest/globals';
import { halfCycles } from '../../../../agent/analysis/cycling/half-cycles.js';
import { readSeries, SERIES_COLUMNS, type Series } from '../../../../agent/analysis/series.js';

const RECORDING = { everyS: 10, restCurrentA: 1e-5 };
const CURRENT_A = 1e-3;
const ROWS = 1000;

/** From 3 V up by 1 V and down again, with a rest between: dQ/dV is the same everywhere. @param left out of rows */
function triangle(left: (row: number) => boolean = () => false): Series {
  const pass = (from: number, step: number, currentA: number, voltage: (share: number) => number) =>
    Array.from({ length: ROWS }, (_, k) => [from + 10 * k, step, 1, voltage(k / (ROWS - 1)), currentA, 298]);
  const endS = 10 * (ROWS - 1);
  const rows = [
    ...pass(0, 1, CURRENT_A, (share) => 3 + share),
    [endS + 10, 2, 1, 3.99, 5e-6, 298],
    ...pass(endS + 20, 3, -CURRENT_A, (share) => 4 - share),
  ];
  return readSeries({ columns: SERIES_COLUMNS, rows: rows.filter((_, row) => !left(row)) }).series;
}

const PASSED_AS = CURRENT_A * 10 * (ROWS - 1);

describe('a cycle as curves', () => {
  it('gives charge and discharge apart, each from no capacity to all of it, with the current of each', () => {
    const [charge, discharge, ...others] = halfCycles(triangle(), RECORDING);
    expect(others).toEqual([]);
    expect([charge!.direction, charge!.currentA]).toEqual(['charge', CURRENT_A]);
    expect([discharge!.direction, discharge!.currentA]).toEqual(['discharge', -CURRENT_A]);
    expect([charge!.passedAs[0], charge!.voltageV[0]]).toEqual([0, 3]);
    expect(charge!.passedAs.at(-1)).toBeCloseTo(PASSED_AS, 5);
    expect(charge!.voltageV.at(-1)).toBe(4);
    expect(discharge!.voltageV.at(-1)).toBe(3);
    expect(discharge!.passedAs.at(-1)).toBeCloseTo(PASSED_AS, 1);
  });

  it('gives the capacity per volt of a straight line, whichever way the current flows', () => {
    for (const { differential } of halfCycles(triangle(), RECORDING)) {
      expect(differential.reason).toBe('');
      expect(differential.capacityPerVoltAs.length).toBeGreaterThan(50);
      for (const each of differential.capacityPerVoltAs) expect(each).toBeCloseTo(PASSED_AS, 3);
    }
  });

  it('keeps a plot small, and the ends and a row that stands out in it', () => {
    const series = triangle();
    series.voltageV[417] = 4.5;
    const [charge] = halfCycles(series, RECORDING);
    expect(charge!.voltageV.length).toBeLessThan(400);
    expect(charge!.voltageV).toContain(4.5);
  });

  it('breaks the derivative where the voltage stands still', () => {
    const series = triangle();
    for (let row = 450; row < 550; row++) series.voltageV[row] = series.voltageV[449]!;
    for (let row = 550; row < ROWS; row++) series.voltageV[row] = series.voltageV[449]! + (row - 549) / 1000;
    const { voltageV, capacityPerVoltAs, unresolved } = halfCycles(series, RECORDING)[0]!.differential;
    expect(unresolved).toBeGreaterThan(0);
    const at = capacityPerVoltAs.indexOf(null);
    expect(voltageV[at]).toBeCloseTo(series.voltageV[449]!, 1);
  });

  it('adds nothing over a hole in the record', () => {
    const [charge] = halfCycles(
      triangle((row) => row >= 400 && row < 500),
      RECORDING,
    );
    expect(charge!.passedAs.at(-1)).toBeCloseTo(PASSED_AS - CURRENT_A * 10 * 101, 5);
  });

  it('leaves out a direction without current, and says why there is no derivative', () => {
    const table = Array.from({ length: 4 }, (_, k) => [10 * k, 1, 1, 3 + k / 10, CURRENT_A, 298]);
    const [charge, ...others] = halfCycles(
      readSeries({ columns: SERIES_COLUMNS, rows: table }).series,
      RECORDING,
    );
    expect(others).toEqual([]);
    expect(charge!.differential.voltageV).toEqual([]);
    expect(charge!.differential.reason).not.toBe('');
  });
});
