import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { derivative } from '../../../../agent/analysis/differential/derivative.js';
import {
  capacityPeaks,
  differentialCapacity,
  slopePeaks,
} from '../../../../agent/analysis/differential/differential-capacity.js';
import { peaksCurve, rowsOf, whole } from './curves.js';

const RECORDING = { everyS: 60, restCurrentA: 1e-6 };
const NOISY = { noiseV: 1e-4, resolutionV: 1e-4 };

describe('dV/dQ of a charge', () => {
  it('is the slope of a straight line, within its stated uncertainty', () => {
    const series = rowsOf((q) => 3 + 0.05 * q, { endAs: 20, ...NOISY, seed: 'line' });
    const { slopeVPerAs, slopeSdVPerAs } = derivative(series, whole(series), 1, RECORDING);
    const z = slopeVPerAs.map((slope, k) => (slope - 0.05) / slopeSdVPerAs[k]!);
    const rms = Math.hypot(...z) / Math.sqrt(z.length);
    expect(rms).toBeGreaterThan(0.6);
    expect(rms).toBeLessThan(1.4);
  });

  it('goes with the current on discharge too', () => {
    const series = rowsOf((q) => 4 - 0.05 * q, { endAs: 20, currentA: -1e-3, seed: 'down' });
    const { slopeVPerAs } = derivative(series, whole(series), -1, RECORDING);
    for (const slope of slopeVPerAs) expect(slope).toBeCloseTo(0.05, 9);
  });

  it('leaves out the hold and says so', () => {
    const rows = Array.from({ length: 200 }, (_, k) => [60 * k, 1, 1, 3 + 0.005 * k, 1e-3, 298]);
    const hold = Array.from({ length: 50 }, (_, k) => [60 * (200 + k), 2, 1, 4, 1e-3 * 0.9 ** (k + 1), 298]);
    const series = rowsOf.table([...rows, ...hold]);
    const { leftOut, chargeAs } = derivative(series, whole(series), 1, RECORDING);
    expect(leftOut).toContainEqual({ firstRow: 200, lastRow: 249, reason: 'a hold or another current' });
    expect(chargeAs.at(-1)).toBeLessThan(1e-3 * 60 * 200);
  });
});

describe('dQ/dV', () => {
  it('adds up to the charge that moved', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.2, noNaN: true }), fc.constantFrom(1, -1), (bend, sign) => {
        const volts = (q: number): number => 3.5 + sign * (0.02 * q + bend * Math.tanh((q - 10) / 4));
        const series = rowsOf(volts, { endAs: 20, currentA: sign * 1e-3, seed: 'sum' });
        const curve = derivative(series, whole(series), sign, RECORDING);
        const { voltageV, capacityPerVoltAs } = differentialCapacity(curve);
        let sumAs = 0;
        for (let k = 1; k < voltageV.length; k++) {
          const mean = (capacityPerVoltAs[k]! + capacityPerVoltAs[k - 1]!) / 2;
          sumAs += mean * Math.abs(voltageV[k]! - voltageV[k - 1]!);
        }
        expect(sumAs / (curve.chargeAs.at(-1)! - curve.chargeAs[0]!)).toBeCloseTo(1, 2);
      }),
      { numRuns: 50 },
    );
  });

  it('finds the peaks of known shape where they are, with their area', () => {
    // dQ/dV = 5 + a normal peak of 2 A s, 20 mV wide, at 3.7 V.
    const series = peaksCurve({
      baseAs: 5,
      peaks: [{ atV: 3.7, areaAs: 2, sdV: 0.02 }],
      ...NOISY,
      seed: 'one',
    });
    const [peak, ...others] = capacityPeaks(derivative(series, whole(series), 1, RECORDING));
    expect(others).toEqual([]);
    expect(Math.abs(peak!.position - 3.7)).toBeLessThan(3 * peak!.positionSd);
    expect(peak!.positionSd).toBeLessThan(0.01);
    expect(peak!.height).toBeGreaterThan(0.85 * (5 + 2 / (0.02 * Math.sqrt(2 * Math.PI))));
    expect(peak!.area).toBeGreaterThan(1.7);
    expect(peak!.area).toBeLessThan(2.3);
  });

  it('finds no peak in noise', () => {
    const found = Array.from({ length: 60 }, (_, k) => {
      const series = rowsOf((q) => 3 + 0.05 * q, { endAs: 20, ...NOISY, seed: `noise ${k}` });
      const curve = derivative(series, whole(series), 1, RECORDING);
      return capacityPeaks(curve).length + slopePeaks(curve).length;
    });
    expect(found.filter((count) => count > 0)).toEqual([]);
  });

  it('does not divide by a slope that is not told from zero, and counts where', () => {
    const series = rowsOf(() => 3.4, { endAs: 20, ...NOISY, seed: 'flat' });
    const found = differentialCapacity(derivative(series, whole(series), 1, RECORDING));
    expect(found.unresolved).toBeGreaterThan(0);
    expect(found.voltageV.length).toBeLessThan(0.05 * found.unresolved);
  });
});

describe('bad rows', () => {
  const value = fc.oneof(
    fc.double({ min: 0, max: 5, noNaN: true }),
    fc.constantFrom(NaN, Infinity, -1, 0, 4.2, 9.9e37),
  );
  const row = fc.tuple(
    fc.double({ min: -1e3, max: 1e6 }),
    value,
    fc.constantFrom(1e-3, 1.001e-3, -1e-3, 0, NaN),
  );

  it('never throw, and never give a number that is none', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.boolean(), (rows, inOrder) => {
        const ordered = inOrder ? rows.toSorted(([a], [b]) => a - b) : rows;
        const series = rowsOf.table(ordered.map(([t, v, i]) => [t, 1, 1, v, i, 298]));
        const curve = derivative(series, whole(series), 1, { everyS: 1e5, restCurrentA: 1e-6 });
        const { capacityPerVoltAs, capacityPerVoltSdAs } = differentialCapacity(curve);
        const numbers = [curve.chargeAs, curve.voltageV, curve.slopeVPerAs, curve.slopeSdVPerAs];
        for (const column of [...numbers, capacityPerVoltAs, capacityPerVoltSdAs]) {
          expect([...column].every(Number.isFinite)).toBe(true);
        }
        for (const peak of [...capacityPeaks(curve), ...slopePeaks(curve)]) {
          expect(Object.values(peak).every(Number.isFinite)).toBe(true);
        }
        expect(curve.chargeAs.length > 0 || curve.reason !== '').toBe(true);
      }),
    );
  });

  it('are named: three rows, a clock that goes back, a hole, values that are no numbers', () => {
    const rows = Array.from({ length: 60 }, (_, k) => [60 * k, 1, 1, 3 + 0.01 * k, 1e-3, 298]);
    const of = (changed: number[][]) => {
      const series = rowsOf.table(changed);
      return derivative(series, whole(series), 1, RECORDING);
    };
    expect(of(rows.slice(0, 3)).reason).toBe('no stretch of rows under one current');
    expect(of(rows.map((each, k) => (k < 30 ? each : each.with(0, each[0]! - 600)))).leftOut).toEqual([
      { firstRow: 29, lastRow: 30, reason: 'the clock goes back by 540 s' },
    ]);
    expect(of(rows.map((each, k) => (k < 30 ? each : each.with(0, each[0]! + 600)))).leftOut).toEqual([
      { firstRow: 29, lastRow: 30, reason: 'no rows for 660 s' },
    ]);
    expect(of(rows.with(30, rows[30]!.with(3, NaN))).leftOut).toEqual([
      { firstRow: 30, lastRow: 30, reason: 'a column holds what is not a number' },
    ]);
  });
});
