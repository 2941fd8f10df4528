import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  arealMass,
  massPerElectron,
  statedMassPerElectron,
} from '../../../../agent/analysis/film/film-mass.js';

describe('the mass of a film', () => {
  it('is told in ug/cm2', () => {
    expect(arealMass({ value: 5e-5, sd: 3e-6 })).toMatchObject({ unit: 'ug/cm2', quality: 'valid' });
    expect(arealMass({ value: 5e-5, sd: 3e-6 }).value).toBeCloseTo(5, 9);
  });

  it.each([
    ['LiF', 25.94, 1],
    ['Li2CO3', 73.89, 2],
    ['LEDC', 161.95, 2],
  ])('per electron is the molar mass of %s over its electrons', (_, molarMassG, electrons) => {
    const mol = 1e-6;
    const chargeAs = electrons * 96485.33212 * mol;
    const found = massPerElectron(
      { value: (molarMassG / 1000) * mol, sd: 1e-10 },
      { value: chargeAs, sd: 0.01 },
    );
    expect(found).toMatchObject({ unit: 'g/mol', quality: 'valid' });
    expect(found.value).toBeCloseTo(molarMassG / electrons, 6);
  });

  it('per electron carries the errors of mass and of charge', () => {
    const found = massPerElectron({ value: 1e-5, sd: 6e-7 }, { value: 20, sd: 1.6 });
    expect(found.standardUncertainty! / found.value!).toBeCloseTo(0.1, 9);
  });

  it('is suspect when it is lighter than lithium', () => {
    expect(statedMassPerElectron({ value: 2e-3, sd: 1e-4 })).toMatchObject({
      quality: 'suspect',
      reason: '2.00 g/mol is less than lithium weighs',
    });
  });

  it('has no value from what is no mass, no charge or no uncertainty', () => {
    const number = fc.oneof(fc.double({ min: -1, max: 1 }), fc.constantFrom(NaN, Infinity, 0, -1));
    fc.assert(
      fc.property(number, number, number, number, (m, mSd, q, qSd) => {
        const found = massPerElectron({ value: m, sd: mSd }, { value: q, sd: qSd });
        const isMeant = [m, mSd, q, qSd].every(Number.isFinite) && m >= 0 && mSd > 0 && q > 0 && qSd > 0;
        if (!isMeant) expect(found.value).toBeNull();
        else expect(found.value === null || Number.isFinite(found.standardUncertainty)).toBe(true);
        expect(found.value === null).toBe(found.quality === 'invalid');
      }),
    );
  });
});
