import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cycle } from '../../../../agent/analysis/cycling/cycle.js';
import { summariseCycles } from '../../../../agent/analysis/cycling/cycles.js';
import { screen } from '../../../../agent/analysis/screening.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table } from '../records.js';

function cyclesOf(rows: readonly (readonly number[])[], ended = true): Cycle[] {
  const { series } = readSeries(table(rows));
  return summariseCycles(series, screen(series, recording), recording, ended);
}

const fading = constantCurrentCycles({
  cycles: 5,
  currentA: 0.005,
  chargeAs: (n) => 18 - 0.1 * n,
  dischargeAs: (n) => 17.9 - 0.1 * n,
});

describe('the per-cycle summary', () => {
  it('gives the charge of constant currents exactly', () => {
    const cycles = cyclesOf(fading);
    expect(cycles.map(({ cycle }) => cycle)).toEqual([1, 2, 3, 4, 5]);
    for (const { cycle, chargeCapacityAs, dischargeCapacityAs, coulombicEfficiency, quality } of cycles) {
      expect(chargeCapacityAs).toBeCloseTo(18 - 0.1 * cycle, 9);
      expect(dischargeCapacityAs).toBeCloseTo(17.9 - 0.1 * cycle, 9);
      expect(coulombicEfficiency).toBeCloseTo((17.9 - 0.1 * cycle) / (18 - 0.1 * cycle), 12);
      expect(quality).toBe('valid');
    }
  });

  it('gives energies, mean voltages and times of straight ramps exactly', () => {
    const [first] = cyclesOf(fading);
    expect(first?.meanChargeVoltageV).toBeCloseTo(3.5, 12);
    expect(first?.meanDischargeVoltageV).toBeCloseTo(3.475, 12);
    expect(first?.chargeEnergyJ).toBeCloseTo(17.9 * 3.5, 9);
    expect(first?.energyEfficiency).toBeCloseTo((17.8 * 3.475) / (17.9 * 3.5), 12);
    expect(first?.chargeTimeS).toBeCloseTo(17.9 / 0.005, 6);
    expect(first?.durationS).toBeCloseTo(17.9 / 0.005 + 600 + 17.8 / 0.005, 6);
    expect(first?.meanTemperatureK).toBeCloseTo(298.15, 9);
  });

  it('calls a cycle complete when a later one began or the program ended', () => {
    expect(cyclesOf(fading, false).map(({ complete }) => complete)).toEqual([true, true, true, true, false]);
    expect(cyclesOf(fading, true).at(-1)?.complete).toBe(true);
  });

  it('has no efficiency for a cycle that was only charged', () => {
    const charged = fading.filter(([, step, cycle]) => cycle === 1 && step === 1);
    expect(cyclesOf(charged.map((row) => [...row.slice(0, 4), -1 * row[4]!, row[5]!]))[0]).toMatchObject({
      coulombicEfficiency: null,
      meanChargeVoltageV: null,
      complete: false,
    });
  });

  it('cuts a change of sign at its zero, so that charge and discharge do not cancel', () => {
    const [cycle] = cyclesOf([
      [0, 1, 1, 3.5, 0.003, 298],
      [40, 1, 1, 3.5, -0.001, 298],
    ]);
    expect(cycle?.chargeCapacityAs).toBeCloseTo(0.045, 12);
    expect(cycle?.dischargeCapacityAs).toBeCloseTo(0.005, 12);
  });

  it('takes a current below the offset of the channel for a rest', () => {
    const offset = fading.map((row) => (row[4] === 0 ? row.with(4, 9e-7) : row));
    expect(cyclesOf(offset)[0]?.chargeCapacityAs).toBeCloseTo(17.9, 9);
  });

  it('does not depend on how finely a straight line is sampled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 }),
        (cuts) => {
          const finer = cuts.reduce(
            (rows, [at, share]) => cutAt(rows, 1 + (at % (rows.length - 1)), share),
            fading,
          );
          const coarse = cyclesOf(fading);
          cyclesOf(finer).forEach((cycle, index) => {
            expect(cycle.chargeCapacityAs).toBeCloseTo(coarse[index]!.chargeCapacityAs, 9);
            expect(cycle.dischargeCapacityAs).toBeCloseTo(coarse[index]!.dischargeCapacityAs, 9);
          });
        },
      ),
    );
  });
});

/** Puts a row between `row - 1` and `row`, on the straight line between them. */
function cutAt(rows: number[][], row: number, share: number): number[][] {
  const [from, to] = [rows[row - 1]!, rows[row]!];
  const between = from.map((value, i) => (i === 1 || i === 2 ? to[i]! : value + share * (to[i]! - value)));
  return [...rows.slice(0, row), between, ...rows.slice(row)];
}
