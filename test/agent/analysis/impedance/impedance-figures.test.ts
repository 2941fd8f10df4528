import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { impedanceFigures } from '../../../../agent/analysis/impedance/impedance-figures.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { seededRng } from '../../../../core/rng.js';
import { COIN, COLUMNS, noisy, sweep, table } from './spectra.js';

function read(rows: readonly (readonly number[])[], columns = COLUMNS) {
  const [ohmic, film, transfer, polarisation] = impedanceFigures(table(rows, columns), ORDINARY_INSTRUMENTS);
  return { ohmic: ohmic!, film: film!, transfer: transfer!, polarisation: polarisation! };
}

const NOISY = noisy(sweep(COIN), seededRng('impedance'));

describe('the resistances of a cell whose arcs stand apart', () => {
  const found = read(NOISY);

  it.each([
    ['ohmic', found.ohmic, 5.7],
    ['film', found.film, 9],
    ['charge-transfer', found.transfer, 18],
    ['polarisation', found.polarisation, 27],
  ])('are told without saying what the cell is: %s', (_name, figure, ohm) => {
    expect(figure.quality).toBe('valid');
    expect(figure.standardUncertainty! / ohm).toBeLessThan(0.05);
    expect(figure.detail['lowerOhm']).toBeLessThan(ohm);
    expect(figure.detail['upperOhm']).toBeGreaterThan(ohm);
  });

  it('come with the number of arcs and its odds', () => {
    expect(found.film.detail['arcs']).toBe(2);
    expect(found.film.detail['arcsMargin']).toBeGreaterThan(0);
    expect(Math.abs(found.film.detail['frequencyHz']! / 500 - 1)).toBeLessThan(0.1);
  });

  it('are the same in whichever direction the sweep went', () => {
    expect(read(NOISY.toReversed())).toEqual(found);
  });

  it('do not change when a long diffusion tail follows', () => {
    const { film, polarisation } = read(sweep({ ...COIN, warburgOhmPerRootS: 3 }));
    expect(Math.abs(film.value! / 9 - 1)).toBeLessThan(0.03);
    expect(Math.abs(polarisation.value! / 27 - 1)).toBeLessThan(0.01);
  });

  it('need no inductive end to find the ohmic part', () => {
    expect(Math.abs(read(sweep({ ...COIN, inductanceH: 0 })).ohmic.value! / 5.7 - 1)).toBeLessThan(0.005);
  });
});

describe('a film that one arc hides', () => {
  it('has no resistance of its own, while all arcs together have', () => {
    const single = { ...COIN, arcs: [[27, 1 / (2 * Math.PI * 50), 0.87]] as const };
    const { film, transfer, polarisation } = read(noisy(sweep(single), seededRng('single')));
    expect([film.value, transfer.value]).toEqual([null, null]);
    expect(film.reason).toContain('cannot be told from charge transfer');
    expect(Math.abs(polarisation.value! / 27 - 1)).toBeLessThan(0.02);
  });

  it('is given with a wide interval that is said when the arcs overlap', () => {
    const close = {
      ...COIN,
      arcs: [
        [8.6, 5.3e-4, 0.85],
        [3.4, 1.4e-3, 0.85],
        [12.8, 4.3e-3, 0.88],
      ] as const,
    };
    const { film } = read(noisy(sweep(close), seededRng('close')));
    expect(film.quality).toBe('suspect');
    expect(film.reason).toMatch(/hardly told from charge transfer: a factor \d/);
    expect(film.detail['upperOhm']! / film.detail['lowerOhm']!).toBeGreaterThan(1.5);
  });
});

describe('a bad table', () => {
  it.each([
    ['has too few points', sweep(COIN).slice(0, 3), COLUMNS, '3 points, at least 6'],
    ['holds a NaN', sweep(COIN).with(7, [1, NaN, 0]), COLUMNS, 'row 7, realOhm'],
    ['holds a frequency of zero', sweep(COIN).with(0, [0, 1, 1]), COLUMNS, 'row 0, frequencyHz'],
    ['holds text', sweep(COIN).with(2, [1, 2, 'x' as never]), COLUMNS, 'row 2, imaginaryOhm'],
    ['has a row that is too short', sweep(COIN).with(4, [1, 2]), COLUMNS, 'row 4, imaginaryOhm'],
    ['lacks a column', sweep(COIN), ['frequencyHz', 'realOhm', 'phase'], 'expected columns'],
    ['is inductive throughout', sweep(COIN).map(([f, re]) => [f!, re!, 1]), COLUMNS, 'no capacitive point'],
    ['has a negative real part', sweep({ ...COIN, ohmicOhm: -9 }), COLUMNS, 'row 0, realOhm'],
  ])('gives no value when it %s', (_, rows, columns, reason) => {
    const { ohmic, film, polarisation } = read(rows, columns);
    expect([ohmic.value, film.value, polarisation.value]).toEqual([null, null, null]);
    expect(ohmic.reason).toContain(reason);
  });

  it.each([
    ['repeats a frequency', NOISY.toSpliced(5, 0, NOISY[5]!), 'row 6, frequencyHz'],
    ['is out of order', NOISY.with(5, NOISY[9]!).with(9, NOISY[5]!), 'row 6, frequencyHz: out of order'],
  ])('is suspect when it %s', (_, rows, reason) => {
    const { ohmic } = read(rows);
    expect(ohmic.quality).toBe('suspect');
    expect(ohmic.reason).toContain(reason);
  });

  it('of any kind gives a finite number with an uncertainty, or a reason', () => {
    const cell = fc.oneof(
      fc.double(),
      fc.constantFrom(0, -1, NaN, Infinity, 9.91e37, 'x' as never, null as never, undefined as never),
    );
    const row = fc.oneof(fc.array(cell, { maxLength: 4 }), fc.constantFrom(...NOISY));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        for (const { value, standardUncertainty, reason } of Object.values(read(rows))) {
          if (value === null) expect(reason).not.toBe('');
          else expect(Number.isFinite(value) && standardUncertainty >= 0).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('that is only noise is never trusted', () => {
    const rng = seededRng('nonsense');
    for (let k = 0; k < 2; k++) {
      const rows = sweep(COIN).map(([f]) => [f!, 20 * rng.uniform() + 1, -20 * rng.uniform()]);
      expect(read(rows).film.quality).toBe('invalid');
    }
  });
});
