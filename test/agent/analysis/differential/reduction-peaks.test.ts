import { describe, expect, it } from '@jest/globals';
import { attributed } from '../../../../agent/analysis/differential/attribution.js';
import { derivative } from '../../../../agent/analysis/differential/derivative.js';
import {
  reductionPeaks,
  type ReductionPeak,
} from '../../../../agent/analysis/differential/reduction-peaks.js';
import { firstCharge, NEAR_V } from '../../../../bench/analysis/trial-cells.js';
import { rowsOf, whole } from './curves.js';

const SLOW = { cRate: 0.05, temperatureK: 298.15 };

describe('the first charge of a cell with 1 % of an additive, as a tester records it', () => {
  const additives = ['VC', 'LiBOB', 'DTD', 'LiPO2F2'];

  it.each(additives)('shows the reduction of %s within 20 mV of where its current peaks', (name) => {
    const { truth, peakOf } = firstCharge({ ...SLOW, additive: { name, percent: 1 } }, `test/${name}`);
    expect(truth!.share).toBeGreaterThan(0.5);
    expect(Math.abs(peakOf(name)!.voltageV - truth!.voltageV)).toBeLessThan(NEAR_V);
    expect(Math.abs(peakOf(name)!.share - truth!.share)).toBeLessThan(0.15);
  });

  it('shows none of TMSPi, which is reduced under the film of EC', () => {
    const { truth, peakOf } = firstCharge({ ...SLOW, additive: { name: 'TMSPi', percent: 1 } }, 'test/TMSPi');
    expect([truth, peakOf('TMSPi')]).toEqual([undefined, undefined]);
  });
});

describe('the first charge of a cell without additive', () => {
  it.each([0.05, 0.25])('shows the peak of EC and no other, at %d C', (cRate) => {
    const { peakOf } = firstCharge({ ...SLOW, cRate }, `test/none/${cRate}`);
    expect(peakOf('EC')).toBeDefined();
    for (const name of ['VC', 'FEC', 'LiBOB', 'DTD', 'PS', 'LiPO2F2', 'MMDS', 'TMSPi']) {
      expect(peakOf(name)).toBeUndefined();
    }
  });
});

describe('reduction peaks', () => {
  const recording = { everyS: 60, restCurrentA: 1e-6 };
  /** Dilute graphite: the slope falls evenly; of the current, `share` is reduced at 2.5 V. */
  const foot = (share: number, seed: string) => {
    let volts = 1.5;
    const voltsAt: number[] = [];
    for (let k = 0; volts < 3.05; k++) {
      voltsAt.push(volts);
      const reduced = share * Math.exp(-(((volts - 2.5) / 0.03) ** 2) / 2);
      volts += 1e-3 * 10 * Math.exp(-(volts - 1.5)) * (1 - reduced);
    }
    const rows = voltsAt.length - 1;
    const at = (chargeAs: number): number => voltsAt[Math.round(chargeAs / 1e-3)]!;
    return rowsOf(at, { endAs: 1e-3 * rows, rows: rows + 1, noiseV: 1e-4, resolutionV: 1e-4, seed });
  };

  it('have the charge that was reduced, within three of its standard uncertainties', () => {
    const series = foot(0.6, 'charge');
    const [peak, ...others] = reductionPeaks(derivative(series, whole(series), 1, recording), 3);
    expect(others).toEqual([]);
    // Integral of f/(1 - f) over the slope without reduction: what passed beyond the electrodes' own charge.
    let expectedAs = 0;
    for (let volts = 2.3; volts < 2.7; volts += 1e-4) {
      const share = 0.6 * Math.exp(-(((volts - 2.5) / 0.03) ** 2) / 2);
      expectedAs += ((share / (1 - share)) * 1e-4) / (10 * Math.exp(-(volts - 1.5)));
    }
    expect(Math.abs(peak!.chargeAs - expectedAs)).toBeLessThan(3 * peak!.chargeSdAs);
    expect(peak!.chargeSdAs).toBeLessThan(0.2 * expectedAs);
  });

  it('are none where nothing is reduced', () => {
    for (let k = 0; k < 20; k++) {
      const series = foot(0, `nothing ${k}`);
      expect(reductionPeaks(derivative(series, whole(series), 1, recording), 3)).toEqual([]);
    }
  });
});

describe('a peak', () => {
  const at = (voltageV: number) => ({ voltageV }) as ReductionPeak;
  const candidates = [
    { name: 'VC', expectedV: 2.5 },
    { name: 'EC', expectedV: 2.75 },
  ];

  it('goes to the candidate that expects it nearest, and to none beyond reach', () => {
    const given = attributed([at(2.48), at(2.71), at(1.8)], candidates, 0.1);
    expect(given.map(({ name, peak }) => [name, peak?.voltageV])).toEqual([
      ['VC', 2.48],
      ['EC', 2.71],
    ]);
    expect(attributed([at(2.7)], candidates, 0.1)[0]!.peak).toBeUndefined();
  });
});
