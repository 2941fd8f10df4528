import { describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../../agent/experiment/figures.js';
import { RECIPE } from '../a-record.js';
import { cycledRows } from './a-cycled-cell.js';

describe('the figures of an experiment', () => {
  it('are those of what it came to, and none of what it did not', () => {
    expect(figuresOf({}, RECIPE)).toEqual([]);
  });

  it('hold the mass of the film and the mass for each electron as the station stated them', () => {
    const weighed = {
      kind: 'microbalance',
      arealMassKgPerM2: 4e-5,
      arealMassSdKgPerM2: 2e-6,
      massPerElectronKgPerMol: 0.06,
      massPerElectronSdKgPerMol: 0.004,
    } as const;
    const found = figuresOf({ weighed }, RECIPE);
    expect(found).toMatchObject([
      { quantity: 'film_areal_mass', unit: 'ug/cm2', quality: 'valid' },
      { quantity: 'film_mass_per_electron', unit: 'g/mol', quality: 'valid' },
    ]);
    expect(found.map(({ value }) => value)).toEqual([expect.closeTo(4, 9), expect.closeTo(60, 9)]);
    expect(found.map(({ standardUncertainty }) => standardUncertainty)).toEqual([
      expect.closeTo(0.2, 9),
      expect.closeTo(4, 9),
    ]);
  });

  it('rest on the cycles that were over when the ageing was broken off in the middle of a discharge', () => {
    const evidence = { ageing: cycledRows(true), unfinished: ['ageing'] as const };
    const [retention] = figuresOf(evidence, RECIPE).filter(
      ({ quantity }) => quantity === 'capacity_retention',
    );
    expect(retention).toMatchObject({ quality: 'valid', detail: { cycle: 5 } });
    // 5.8667 of 6 A s.
    expect(retention!.value).toBeCloseTo(97.78, 2);
  });

  it('rest on the last cycle, too, where the ageing came to its end', () => {
    const found = figuresOf({ ageing: cycledRows() }, RECIPE);
    const [retention] = found.filter(({ quantity }) => quantity === 'capacity_retention');
    expect(retention).toMatchObject({ quality: 'valid', detail: { cycle: 6 } });
    expect(retention!.value).toBeCloseTo(96.667, 2);
  });
});
