import { describe, expect, it } from '@jest/globals';
import { kramersKronig } from '../../../../agent/analysis/impedance/kramers-kronig.js';
import { pointErrors } from '../../../../agent/analysis/impedance/point-errors.js';
import { readSpectrum } from '../../../../agent/analysis/impedance/spectrum.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { seededRng } from '../../../../core/rng.js';
import { COIN, noisy, sweep, table } from './spectra.js';

function test(rows: readonly (readonly number[])[]) {
  const { spectrum } = readSpectrum(table(rows));
  return kramersKronig(spectrum!, pointErrors(spectrum!, ORDINARY_INSTRUMENTS));
}

describe('the Kramers-Kronig test', () => {
  it('passes lawful spectra with the noise of an instrument', () => {
    const rng = seededRng('lawful');
    for (let k = 0; k < 20; k++) {
      const { failingHz, quality, mu } = test(noisy(sweep(COIN), rng));
      expect(failingHz).toEqual([]);
      expect(quality).toBe('valid');
      expect(mu).toBeLessThan(1);
    }
  });

  it('describes a lawful spectrum to one per cent at every point', () => {
    const { realResiduals, imaginaryResiduals } = test(sweep(COIN));
    const worst = Math.max(...[...realResiduals, ...imaginaryResiduals].map(Math.abs));
    expect(worst).toBeLessThan(0.01);
  });

  it('names the frequency at which a point was spoiled', () => {
    const rows = noisy(sweep(COIN), seededRng('spoiled'));
    const [hz, re, im] = rows[20]!;
    const { failingHz, quality } = test(rows.with(20, [hz!, re! * 1.1, im!]));
    expect(failingHz).toContain(hz);
    expect(quality).toBe('suspect');
  });

  it('fails a cell that drifts while it is measured', () => {
    const rows = noisy(sweep(COIN), seededRng('drift'));
    // The resistance of charge transfer rises by half within the slow half of the sweep, in the real part alone.
    const drifting = rows.map(([hz, re, im], k) => [hz!, re! + (k > 25 ? 0.5 * (k - 25) : 0), im!]);
    expect(test(drifting).quality).not.toBe('valid');
  });
});
