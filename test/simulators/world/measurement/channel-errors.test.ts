import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import {
  drawChannelErrors,
  isLost,
  measuredRow,
} from '../../../../simulators/world/measurement/channel-errors.js';

const row = [100, 1, 1, 3.7, 2e-3, 298.15];
const errorsOf = (channel: number) =>
  drawChannelErrors(seededRng('tester').split(`channel/${channel}`), 0.01);
const WEEK_S = 7 * 86_400;

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe('a tester channel', () => {
  it('adds the same offset and gain each time, and noise of a tenth of a millivolt', () => {
    const errors = { ...errorsOf(3), voltageDrift: () => 0, chargeDrift: () => 0 };
    const noise = seededRng('noise');
    const seen = Array.from({ length: 2000 }, () => measuredRow(row, errors, noise));
    const volts = rms(seen.map((r) => r[3]! - 3.7 - errors.voltageOffsetV));
    expect(volts).toBeGreaterThan(0.9e-4);
    expect(volts).toBeLessThan(1.2e-4);
    const meanA = seen.reduce((sum, r) => sum + r[4]!, 0) / seen.length;
    expect(Math.abs(meanA - (2e-3 * errors.chargeGain + errors.currentOffsetA))).toBeLessThan(3e-9);
  });

  it('reports whole tenths of a millivolt, and no current at rest', () => {
    const [, , , voltageV = 0, currentA] = measuredRow(
      [0, 1, 1, 3.7, 0, 298.15],
      errorsOf(3),
      seededRng('n'),
    );
    expect(Math.abs(voltageV * 1e4 - Math.round(voltageV * 1e4))).toBeLessThan(1e-6);
    expect(currentA).toBe(0);
  });

  it('has its own calibration for charge and for discharge, apart from that of other channels', () => {
    const [one, other] = [errorsOf(1), errorsOf(2)];
    expect(new Set([one.chargeGain, one.dischargeGain, other.chargeGain, other.dischargeGain]).size).toBe(4);
    expect(Math.abs(one.chargeGain - 1)).toBeLessThan(1e-3);
    const gains = Array.from({ length: 512 }, (_, channel) => errorsOf(channel).chargeGain - 1);
    expect(rms(gains) / 2e-4).toBeGreaterThan(0.85);
    expect(rms(gains) / 2e-4).toBeLessThan(1.15);
  });

  it('drifts over weeks, not over hours', () => {
    const { voltageDrift, chargeDrift } = errorsOf(1);
    expect(Math.abs(voltageDrift(WEEK_S) - voltageDrift(WEEK_S + 3600))).toBeLessThan(1e-6);
    const weeks = Array.from({ length: 24 }, (_, week) => chargeDrift(week * WEEK_S));
    expect(Math.max(...weeks) - Math.min(...weeks)).toBeGreaterThan(6e-5);
    expect(Math.max(...weeks.map(Math.abs))).toBeLessThanOrEqual(6e-5);
  });

  it('loses one row in a thousand', () => {
    const rng = seededRng('lost');
    const lost = Array.from({ length: 50_000 }, () => isLost(rng)).filter(Boolean).length;
    expect(lost).toBeGreaterThan(25);
    expect(lost).toBeLessThan(80);
  });

  it('measures a sweep with one gain, and leaves other rows without impedance', () => {
    const point = (hz: number) => [0, 2, 1, 3.7, 0, 298.15, hz, 1e6, 0];
    const noise = seededRng('sweep');
    const moduli = [100, 10, 1].map((hz) => measuredRow(point(hz), errorsOf(1), noise)[7]! / 1e6);
    const mean = moduli.reduce((sum, value) => sum + value / 3, 0);
    expect(rms(moduli.map((value) => value - mean))).toBeLessThan(0.008);
    expect(mean).not.toBe(1);
    expect(measuredRow([...row, NaN, NaN, NaN], errorsOf(1), noise).slice(6)).toEqual([NaN, NaN, NaN]);
    expect(measuredRow(row, errorsOf(1), noise)).toHaveLength(6);
  });
});
