import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { derivative } from '../../../../agent/analysis/differential/derivative.js';
import { featureShift } from '../../../../agent/analysis/differential/feature-shift.js';
import { endPoints, type CycleCharge } from '../../../../agent/analysis/differential/slippage.js';
import { seededRng } from '../../../../core/rng.js';
import { rowsOf, whole } from './curves.js';

const cycles = (
  count: number,
  chargeAs: (n: number) => number,
  dischargeAs: (n: number) => number,
): CycleCharge[] =>
  Array.from({ length: count }, (_, k) => ({
    cycle: k + 1,
    chargeCapacityAs: chargeAs(k + 1),
    dischargeCapacityAs: dischargeAs(k + 1),
    chargeTimeS: 7000,
    dischargeTimeS: 7000,
  }));
const NONE = { chargeGainSd: 0, dischargeGainSd: 0, currentOffsetSdA: 0 };
const ORDINARY = { chargeGainSd: 2e-4, dischargeGainSd: 2e-4, currentOffsetSdA: 3e-6 };

describe('end points', () => {
  it('slip by what a cycle does not give back: of discharge by charge less discharge, of charge by what follows', () => {
    // 16 A s in, 15.9 out: both ends move by 0.1 A s a cycle, and the capacity stays.
    const found = endPoints(
      cycles(
        11,
        () => 16,
        () => 15.9,
      ),
      NONE,
    );
    expect(found.at(-1)!.dischargeEndAs).toBeCloseTo(1, 9);
    expect(found.at(-1)!.chargeEndAs).toBeCloseTo(1, 9);
  });

  it('differ by the capacity that faded', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 1, max: 20, noNaN: true }), fc.double({ min: 1, max: 20, noNaN: true })),
          { minLength: 2 },
        ),
        (moved) => {
          const all = cycles(
            moved.length,
            (n) => moved[n - 1]![0],
            (n) => moved[n - 1]![1],
          );
          const last = endPoints(all, NONE).at(-1)!;
          const faded = all[0]!.dischargeCapacityAs - all.at(-1)!.dischargeCapacityAs;
          expect(last.dischargeEndAs - last.chargeEndAs).toBeCloseTo(faded, 6);
        },
      ),
    );
  });

  it('hold the truth in their 95 % intervals under gains and offset of a channel', () => {
    const rng = seededRng('end points');
    const inside = Array.from({ length: 1000 }, () => {
      const [up, down] = [1 + 2e-4 * rng.normal(), 1 + 2e-4 * rng.normal()];
      const offsetAs = 3e-6 * rng.normal() * 7000;
      const all = cycles(
        20,
        () => 16 * up + offsetAs,
        () => 15.9 * down - offsetAs,
      );
      const { dischargeEndAs, dischargeEndSdAs } = endPoints(all, ORDINARY).at(-1)!;
      return Math.abs(dischargeEndAs - 1.9) < 1.96 * dischargeEndSdAs ? 1 : 0;
    });
    const share = inside.reduce((sum: number, one) => sum + one, 0) / inside.length;
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });

  it.each([0, NaN, -1])('end where a cycle moved %d A s', (value) => {
    const found = endPoints(
      cycles(
        5,
        () => 16,
        (n) => (n === 3 ? value : 15.9),
      ),
      ORDINARY,
    );
    expect(found.map(({ cycle }) => cycle)).toEqual([1, 2]);
  });
});

describe('a feature of dV/dQ', () => {
  const recording = { everyS: 600, restCurrentA: 1e-6 };
  const stage = (atAs: number, extraOhm: number, seed: string) => {
    const volts = (q: number): number => 3.5 + (0.03 + extraOhm) * q + 0.03 * Math.tanh((q - atAs) / 0.8);
    const series = rowsOf(volts, { endAs: 16, rows: 320, noiseV: 1e-4, resolutionV: 1e-4, seed });
    return derivative(series, whole(series), 1, recording, { windowV: 0.015, windowShare: 0.02 });
  };
  const around = { fromAs: 5, toAs: 11 };

  it('is found shifted by what it was shifted, within its uncertainty, whatever the level', () => {
    const z = Array.from({ length: 40 }, (_, k) => {
      const shift = -0.6 + 0.03 * k;
      const found = featureShift(stage(8, 0, `a${k}`), stage(8 + shift, 0.002, `b${k}`), around);
      expect(found!.shiftSdAs).toBeLessThan(0.05);
      return (found!.shiftAs - shift) / found!.shiftSdAs;
    });
    expect(z.filter((each) => Math.abs(each) > 3)).toEqual([]);
    expect(Math.hypot(...z) / Math.sqrt(z.length)).toBeGreaterThan(0.3);
  });

  it('is not matched where there is none, nor off the curve', () => {
    const flat = (seed: string) => {
      const series = rowsOf((q) => 3.5 + 0.03 * q, { endAs: 16, rows: 320, seed });
      return derivative(series, whole(series), 1, recording);
    };
    expect(featureShift(flat('a'), flat('b'), around)).toBeUndefined();
    expect(featureShift(stage(8, 0, 'c'), stage(8, 0, 'd'), { fromAs: 12, toAs: 20 })).toBeUndefined();
  });
});
