import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cycle } from '../../../../agent/analysis/cycling/cycle.js';
import { cycleTable } from '../../../../agent/analysis/cycling/cycles.js';
import { readSeries } from '../../../../agent/analysis/series.js';
import { constantCurrentCycles, recording, table } from '../records.js';

function cyclesOf(rows: readonly (readonly number[])[], ended = true): readonly Cycle[] {
  return cycleTable([readSeries(table(rows)).series], recording, ended).cycles;
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

  it('gives efficiencies, voltages and temperatures of straight ramps exactly', () => {
    const warm = fading.map((row) => (row[1] === 3 ? row.with(5, 308.15) : row));
    const [first] = cyclesOf(warm);
    expect(first).toMatchObject({ chargeEndVoltageV: 4, dischargeEndVoltageV: 3, constantVoltageShare: 0 });
    expect(first).toMatchObject({ minTemperatureK: 298.15, maxTemperatureK: 308.15, inProgress: false });
    expect(first?.coulombicDifferenceAs).toBeCloseTo(0.1, 9);
    expect(first?.meanVoltageDifferenceV).toBeCloseTo(0.025, 9);
    expect(first?.voltageEfficiency).toBeCloseTo(3.475 / 3.5, 12);
    expect(first!.voltageEfficiency! * first!.coulombicEfficiency!).toBeCloseTo(first!.energyEfficiency!, 12);
  });

  it('adds up what the cycles moved', () => {
    const last = cyclesOf(fading).at(-1);
    expect(last?.cumulatedChargeAs).toBeCloseTo(5 * 18 - 0.1 * 15, 9);
    expect(last?.cumulatedDischargeAs).toBeCloseTo(5 * 17.9 - 0.1 * 15, 9);
  });

  it.each([
    ['in a step of its own', 2],
    ['in the step of the constant current', 1],
  ])('finds the share of a charge that moved while the voltage was held, %s', (_, step) => {
    const charge = Array.from({ length: 101 }, (_, k) => [36 * k, 1, 1, 3.2 + 0.01 * k, 0.005, 298]);
    const held = Array.from({ length: 401 }, (_, k) => [
      3600 + k,
      step,
      1,
      4.2,
      0.005 * Math.exp(-k / 200),
      298,
    ]);
    const heldAs = 0.005 * 200 * (1 - Math.exp(-2));
    const [cycle] = cyclesOf([...charge, ...held]);
    expect(cycle?.constantVoltageShare).toBeCloseTo(heldAs / (18 + heldAs), 3);
  });

  it('finds no hold on a plateau of a constant current', () => {
    const flat = Array.from({ length: 101 }, (_, k) => [36 * k, 1, 1, 3.4 + 1e-5 * k, 0.005, 298]);
    expect(cyclesOf(flat)[0]?.constantVoltageShare).toBe(0);
  });

  it('names a convention of signs that does not fit the voltages', () => {
    const reversed = cyclesOf(fading.map((row) => row.with(4, -row[4]!)));
    expect(reversed.map(({ quality }) => quality)).toEqual(reversed.map(() => 'invalid'));
    expect(reversed[0]?.reason).toContain('positive current seems to be discharge');
  });

  it('takes for efficiency what came out over what was put in, also of half cells of anodes', () => {
    const { series } = readSeries(table(fading));
    const [half] = cycleTable([series], { ...recording, cell: 'anode-half' }, true).cycles;
    expect(half?.coulombicEfficiency).toBeCloseTo(17.9 / 17.8, 12);
    expect(half?.coulombicDifferenceAs).toBeCloseTo(-0.1, 9);
  });

  it('counts a row whose cycle number falls to the cycle in progress, which is invalid', () => {
    const middle = fading.findIndex(([, step, cycle]) => step === 1 && cycle === 3) + 5;
    const cycles = cyclesOf(fading.map((row, i) => (i === middle ? row.with(2, 1) : row)));
    expect(cycles.map(({ cycle }) => cycle)).toEqual([1, 2, 3, 4, 5]);
    expect(cycles[2]).toMatchObject({ quality: 'invalid', chargeCapacityAs: expect.closeTo(17.7, 9) });
  });

  it('says how much time is left out, and counts it to the duration', () => {
    const middle = fading.findIndex(([, step, cycle]) => step === 1 && cycle === 2) + 5;
    const [, flawed] = cyclesOf(fading.toSpliced(middle, 10));
    expect(flawed?.leftOutS).toBeCloseTo(fading[middle + 10]![0]! - fading[middle - 1]![0]!, 9);
    expect(flawed?.durationS).toBeCloseTo(cyclesOf(fading)[1]!.durationS, 6);
  });

  it('calls a cycle complete when a later one began or the program ended', () => {
    expect(cyclesOf(fading, false).map(({ complete }) => complete)).toEqual([true, true, true, true, false]);
    expect(cyclesOf(fading, true).at(-1)?.complete).toBe(true);
  });

  it('has no efficiency for a cycle that was only charged', () => {
    const charged = fading.filter(([, step, cycle]) => cycle === 1 && step === 1);
    const none = { coulombicEfficiency: null, energyEfficiency: null, meanDischargeVoltageV: null };
    expect(cyclesOf(charged)[0]).toMatchObject({
      ...none,
      complete: false,
      quality: 'suspect',
      reason: expect.stringContaining('a cycle without discharge'),
    });
    expect(cyclesOf(charged, false)[0]).toMatchObject({
      ...none,
      inProgress: true,
      quality: 'valid',
      reason: '',
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
