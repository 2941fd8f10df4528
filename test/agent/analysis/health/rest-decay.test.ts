import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freshDecay } from '../../../../agent/analysis/health/rest-decay.js';
import { aSeries, rowsEvery } from './a-series.js';

const recording = { everyS: 300, restCurrentA: 1e-6 };

const restOf = (voltageAt: (hours: number) => number, count = 60) =>
  aSeries([
    ...rowsEvery(300, count, (timeS) => [timeS, 2, 1, voltageAt(timeS / 3600), 0, 298]),
    [300 * count, 3, 1, 2.5, 1e-3, 298],
  ]);

describe('the decay of a fresh cell at rest', () => {
  it('is the rate of an exponential, whatever the rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 0.5, noNaN: true }), (perH) => {
        const found = freshDecay(
          restOf((hours) => 0.5 * Math.exp(-perH * hours)),
          recording,
        );
        expect(found?.perH).toBeCloseTo(perH, 8);
        expect(found?.errorPerH).toBeLessThan(1e-8);
      }),
    );
  });

  it('is known the worse the shorter the rest, where the meter is noisy', () => {
    const noisy = (hours: number) => 0.5 + (Math.round(hours * 12) % 2) * 1e-4;
    const errorOf = (count: number) => freshDecay(restOf(noisy, count), recording)?.errorPerH;
    expect(errorOf(12)).toBeGreaterThan(5 * errorOf(120)!);
  });

  it('is large for a cell that is empty after two readings', () => {
    const found = freshDecay(
      restOf((hours) => (hours < 0.1 ? 0.4 : 0.001)),
      recording,
    );
    expect(found?.perH).toBeGreaterThan(5);
  });

  it('cannot be told without a rest before the first current', () => {
    const charge = aSeries(rowsEvery(60, 20, (timeS) => [timeS, 1, 1, 3, 1e-3, 298]));
    expect(freshDecay(charge, recording)).toBeUndefined();
    expect(freshDecay(aSeries([]), recording)).toBeUndefined();
  });
});
