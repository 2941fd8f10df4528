import { describe, expect, it } from '@jest/globals';
import { analyseFormation } from '../../../../agent/analysis/analyse.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { constantCurrentCycles, recording, table } from '../records.js';

const budget = ORDINARY_INSTRUMENTS;
const cycles = constantCurrentCycles({
  cycles: 2,
  currentA: 0.0005,
  chargeAs: (n) => (n === 1 ? 18 : 16),
  dischargeAs: () => 15.9,
});
const endS = cycles.at(-1)![0]!;

/** A rest at 3.6 V and a discharge of 0.4 mA that drops the voltage to 3.584 V in 10 s: 40 ohm. */
const pulse = [
  [endS, 4, 3, 3.6, 0, 298.15],
  [endS + 60, 4, 3, 3.6, 0, 298.15],
  [endS + 60, 5, 3, 3.59, -4e-4, 298.15],
  [endS + 65, 5, 3, 3.588, -4e-4, 298.15],
  [endS + 70, 5, 3, 3.584, -4e-4, 298.15],
  [endS + 70, 6, 3, 3.58, -1e-3, 298.15],
  [endS + 130, 6, 3, 3.5, -1e-3, 298.15],
];

function figures(rows: readonly number[][], ended = true) {
  const analysis = analyseFormation(table(rows), { recording, ended, budget, lastCycle: 2 });
  return Object.fromEntries(analysis.figures.map((figure) => [figure.quantity, figure]));
}

describe('the figures of formation', () => {
  it('give the efficiency of the first cycle alone', () => {
    expect(figures([...cycles, ...pulse]).first_cycle_efficiency).toMatchObject({
      unit: '%',
      quality: 'valid',
    });
    expect(figures(cycles).first_cycle_efficiency?.value).toBeCloseTo((100 * 15.9) / 18, 9);
  });

  it('add the offset of both directions before squaring', () => {
    const gain = Math.hypot(2e-4, 6e-5 / Math.SQRT2);
    const timing = (0.0005 * Math.SQRT2 * 0.1) / 16;
    const relative = Math.hypot(gain, gain, (2 * 3e-6) / 0.0005, timing, timing);
    expect(figures(cycles).first_cycle_efficiency?.standardUncertainty).toBeCloseTo(
      ((100 * 15.9) / 18) * relative,
      6,
    );
  });

  it('count time from the first current to the end of the last cycle', () => {
    const rested = [
      [-43_200, 1, 1, 0.2, 0, 298.15],
      ...cycles.map((row) => row.with(1, row[1]! + 1)),
      ...pulse,
    ];
    const filled = rested.flatMap((row, i) => (i === 0 ? restRows(row) : [row]));
    expect(figures(filled).formation_time?.value).toBeCloseTo(endS / 3600, 9);
  });

  it('add up the charge that stayed in the cell, with errors that are the same in every cycle', () => {
    const charge = figures([...cycles, ...pulse]).formation_charge;
    expect(charge?.value).toBeCloseTo((2.1 + 0.1) / 3.6, 9);
    const offset = (3e-6 * (18 + 15.9 + 16 + 15.9)) / 0.0005;
    expect(charge?.standardUncertainty).toBeCloseTo(offset / 3.6, 2);
    expect(charge?.standardUncertainty).toBeGreaterThan(offset / 3.6);
  });

  it('find the pulse after the rest and take its voltage after ten seconds', () => {
    const resistance = figures([...cycles, ...pulse]).dc_resistance;
    expect(resistance?.value).toBeCloseTo(40, 9);
    const noise = (Math.SQRT2 * budget.voltageNoiseSdV) / 4e-4;
    expect(resistance?.standardUncertainty).toBeCloseTo(
      Math.hypot(noise, 40 * Math.hypot(2e-4, 3e-6 / 4e-4)),
      9,
    );
  });

  it('find no pulse in a record of cycles alone', () => {
    expect(figures(cycles).dc_resistance).toMatchObject({
      value: null,
      reason: 'no current pulse of 10 s after a rest',
    });
  });

  it('refuse a voltage that moves against the current', () => {
    const wrong = pulse.map((row) => (row[1] === 5 ? row.with(3, 3.7) : row));
    expect(figures([...cycles, ...wrong]).dc_resistance?.reason).toContain('against a current of -0.0004 A');
  });

  it('have no first efficiency while the first cycle runs', () => {
    const running = cycles.filter(([, , cycle]) => cycle === 1);
    expect(figures(running, false).first_cycle_efficiency?.reason).toBe('cycle 1 is not complete');
  });
});

function restRows(row: readonly number[]): number[][] {
  return Array.from({ length: 721 }, (_, i) => row.with(0, -43_200 + i * 60));
}
