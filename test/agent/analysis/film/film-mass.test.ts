import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arealMass, massPerElectron } from '../../../../agent/analysis/film/film-mass.js';

describe('the mass of a film', () => {
  it('is told in ug/cm2', () => {
    expect(arealMass({ value: 5e-5, sd: 3e-6 })).toMatchObject({ unit: 'ug/cm2', quality: 'valid' });
    expect(arealMass({ value: 5e-5, sd: 3e-6 }).value).toBeCloseTo(5, 9);
  });

  it('per electron is told in g/mol', () => {
    const found = massPerElectron({ value: 0.02594, sd: 1e-3 });
    expect(found).toMatchObject({ unit: 'g/mol', quality: 'valid' });
    expect(found.value).toBeCloseTo(25.94, 9);
    expect(found.standardUncertainty).toBeCloseTo(1, 9);
  });

  it('is suspect when it is lighter than lithium', () => {
    expect(massPerElectron({ value: 2e-3, sd: 1e-4 })).toMatchObject({
      quality: 'suspect',
      reason: '2.00 g/mol is less than lithium weighs',
    });
  });

  it('has no value from what is no mass or no uncertainty', () => {
    const number = fc.oneof(fc.double({ min: -1, max: 1 }), fc.constantFrom(NaN, Infinity, 0, -1));
    fc.assert(
      fc.property(number, number, (value, sd) => {
        const isMeant = Number.isFinite(value) && Number.isFinite(sd) && value >= 0 && sd > 0;
        for (const found of [arealMass({ value, sd }), massPerElectron({ value, sd })]) {
          if (!isMeant) expect(found.value).toBeNull();
          else expect(found.value === null || Number.isFinite(found.standardUncertainty)).toBe(true);
          expect(found.value === null).toBe(found.quality === 'invalid');
        }
      }),
    );
  });
});
