import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { impedanceFigures } from '../../../../agent/analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { table } from './spectra.js';

const FOLDER = '../shared/data/alab_gpss';
const present = existsSync(FOLDER);
if (!present) process.stderr.write(`${FOLDER} is absent: real sweeps are not read\n`);

/** Sweeps of pressed solid electrolytes between blocking electrodes, 7 MHz to 1 Hz: modulus in Ohm, phase in rad. */
function sweepOf(sample: string): number[][] {
  const [head, ...lines] = readFileSync(`${FOLDER}/${sample}/eis_data.csv`, 'utf8').trim().split('\n');
  const at = ['Frequency [Hz]', 'Impedance modulus', 'Impedance phase'].map((name) =>
    head!.split(',').indexOf(name),
  );
  return lines.map((line) => {
    const cells = line.split(',');
    const [hz, ohm, rad] = at.map((index) => Number(cells[index]));
    return [hz!, ohm! * Math.cos(rad!), ohm! * Math.sin(rad!)];
  });
}

/** What such a sweep scatters by at megohms, as its own points show. */
const HIGH_OHM = {
  ...ORDINARY_INSTRUMENTS,
  impedanceNoiseSd: 0.03,
  impedancePhaseSdRad: 0.03,
  impedanceSlowPhaseSdRad: 0.03,
};

(present ? describe : describe.skip)('real sweeps of solid electrolytes', () => {
  const iron = present ? sweepOf('raw_248_Li1.7Fe0.7Zr0.2Cu0.1Cl4') : [];
  const magnesium = present ? sweepOf('raw_245_Li1.7Mg0.35Sn0.55Nb0.1Cl4') : [];

  it('are refused whole: the fixture resonates above 2 MHz and one real part is negative', () => {
    for (const rows of [iron, magnesium]) {
      const [ohmic] = impedanceFigures(table(rows), ORDINARY_INSTRUMENTS);
      expect(ohmic).toMatchObject({ value: null, reason: expect.stringContaining('row 2, realOhm') });
    }
  });

  it('are not taken for those of a good analyser', () => {
    const [ohmic] = impedanceFigures(table(magnesium.filter(([hz]) => hz! < 5e5)), ORDINARY_INSTRUMENTS);
    expect(ohmic!.quality).toBe('invalid');
    expect(ohmic!.reason).toContain('Kramers-Kronig relations fail at');
  });

  it('show the arc of the bulk where the points peak, with the errors that they have', () => {
    const band = iron.filter(([hz]) => hz! < 5e5);
    const [, fastest] = impedanceFigures(table(band), HIGH_OHM);
    const between = (low: number, high: number) => band.filter(([hz]) => hz! > low && hz! < high);
    const peak = between(1e3, 1e4).reduce((most, point) => (point[2]! < most[2]! ? point : most));
    const valley = between(100, 2000).reduce((least, point) => (point[2]! > least[2]! ? point : least));
    expect(fastest!.reason).not.toContain('Kramers-Kronig');
    expect(fastest!.detail['frequencyHz']! / peak[0]!).toBeGreaterThan(0.7);
    expect(fastest!.detail['frequencyHz']! / peak[0]!).toBeLessThan(1.4);
    expect(fastest!.value! / valley[1]!).toBeGreaterThan(0.6);
    expect(fastest!.value! / valley[1]!).toBeLessThan(1.1);
  });
});
