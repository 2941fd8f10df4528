import { describe, expect, it } from '@jest/globals';
import { voltageJumps } from '../../../../agent/analysis/health/voltage-jumps.js';
import { aSeries, rowsEvery, type Row } from './a-series.js';

const charge = (voltageAt: (k: number) => number, temperatureAt: (k: number) => number = () => 298) =>
  aSeries(rowsEvery(60, 60, (timeS, k): Row => [timeS, 1, 1, voltageAt(k), 5e-3, temperatureAt(k)]));

describe('a jump of voltage under steady current', () => {
  it('is found with the resistance that would explain it', () => {
    const { largestOhm, count } = voltageJumps(
      charge((k) => 3 + 0.005 * k + (k >= 30 ? 0.1 : 0)),
      0.01,
      1e-6,
    );
    expect(count).toBe(1);
    expect(largestOhm).toBeCloseTo(21, 6);
  });

  it('is not a curve that is steep for a while', () => {
    const steep = (k: number): number => 3 + 0.005 * k + (k > 30 ? 0.004 * (k - 30) ** 2 : 0);
    expect(voltageJumps(charge(steep), 0.01, 1e-6).count).toBe(0);
  });

  it('is not what a change of temperature does', () => {
    const found = voltageJumps(
      charge(
        (k) => 3 + 0.005 * k - (k >= 30 ? 0.1 : 0),
        (k) => (k >= 30 ? 306 : 298),
      ),
      0.01,
      1e-6,
    );
    expect(found.count).toBe(0);
  });
});
