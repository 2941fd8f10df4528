import { describe, expect, it } from '@jest/globals';
import { filmFigures } from '../../../../agent/analysis/film/film-figures.js';

const ELEMENTS = ['Li', 'C', 'O', 'F'];
const COLUMNS = ['elementIndex', 'atomicFraction', 'atomicFractionSd'];
const rows = [
  [0, 0.2, 0.02],
  [1, 0.3, 0.03],
  [2, 0.3, 0.03],
  [3, 0.2, 0.02],
];

function figures(survey: { thicknessM: number; thicknessSdM: number }, composition = rows) {
  return filmFigures(survey, { columns: COLUMNS, rows: composition }, ELEMENTS);
}

describe('the film', () => {
  it('has a thickness in nm as stated, and a share of fluorine in percent with what closing the shares leaves', () => {
    const [thickness, fluorine] = figures({ thicknessM: 26e-9, thicknessSdM: 5e-9 });
    expect(thickness).toMatchObject({ unit: 'nm', quality: 'valid' });
    expect(thickness?.value).toBeCloseTo(26, 9);
    expect(thickness?.standardUncertainty).toBeCloseTo(5, 9);
    expect(fluorine).toMatchObject({ unit: '%', quality: 'valid', value: 20 });
    // Own signal 2 % of it by 1 - 0.2, those of Li, C and O by 0.2 each.
    expect(fluorine?.standardUncertainty).toBeCloseTo(Math.hypot(0.8 * 2, 0.2 * 2, 0.2 * 3, 0.2 * 3), 9);
  });

  it('is suspect when its elements do not sum to one', () => {
    const short = rows.with(1, [1, 0.1, 0.01]);
    expect(figures({ thicknessM: 26e-9, thicknessSdM: 5e-9 }, short)[1]).toMatchObject({
      quality: 'suspect',
      reason: 'atomic fractions sum to 0.800',
    });
  });

  it.each([
    ['a thickness that is NaN', { thicknessM: NaN, thicknessSdM: 1e-9 }, rows, 0],
    ['a thickness without uncertainty', { thicknessM: 1e-8, thicknessSdM: 0 }, rows, 0],
    ['a negative thickness', { thicknessM: -1e-9, thicknessSdM: 1e-9 }, rows, 0],
    ['no row for fluorine', { thicknessM: 1e-8, thicknessSdM: 1e-9 }, rows.slice(0, 3), 1],
    ['a fraction over one', { thicknessM: 1e-8, thicknessSdM: 1e-9 }, rows.with(3, [3, 2, 0.1]), 1],
    ['a fraction that is NaN', { thicknessM: 1e-8, thicknessSdM: 1e-9 }, rows.with(0, [0, NaN, 0.1]), 1],
  ])('with %s has no value there', (_, survey, composition, index) => {
    expect(figures(survey, composition)[index]).toMatchObject({ value: null, quality: 'invalid' });
  });
});
