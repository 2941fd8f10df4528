import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { dispense } from '../../../simulators/robot/dispensing.js';
import { next } from '../../../simulators/robot/functional-state.js';
import { Glovebox } from '../../../simulators/robot/glovebox.js';
import {
  formulationProblems,
  ingredientsOf,
  massOf,
  mixtureOf,
} from '../../../simulators/robot/ingredients.js';
import { FORMULATION } from './bench.js';

describe('the masses of a formulation', () => {
  it('make the formulation again, whatever its volume', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 0.02, noNaN: true }), (volumeL) => {
        const mixture = mixtureOf(ingredientsOf(FORMULATION, volumeL));
        expect(mixture.volumeL).toBeCloseTo(volumeL, 12);
        expect(mixture.formulation.solvents['EC']).toBeCloseTo(0.3, 12);
        expect(mixture.formulation.saltsMolPerL['LiPF6']).toBeCloseTo(1, 12);
        expect(mixture.formulation.additives['FEC']).toBeCloseTo(0.05, 12);
      }),
    );
  });

  it('weigh 1.2 g per mL, 151.9 g per mol of LiPF6', () => {
    const ingredients = ingredientsOf(FORMULATION, 0.001);
    expect(massOf(ingredients)).toBeCloseTo(0.0012, 12);
    expect(ingredients.find(({ name }) => name === 'LiPF6')?.massKg).toBeCloseTo(0.0001519, 7);
  });

  it('leave out what is asked at zero', () => {
    const names = ingredientsOf({ ...FORMULATION, additives: { VC: 0 } }, 0.001).map(({ name }) => name);
    expect(names).toEqual(['EC', 'EMC', 'LiPF6']);
  });

  it('cannot be worked out for an unknown salt or solvent, or where no solvent is left', () => {
    expect(formulationProblems({ ...FORMULATION, saltsMolPerL: { NaCl: 1 } })).toHaveLength(1);
    expect(formulationProblems({ ...FORMULATION, solvents: { H2O: 1 } })).toEqual(['no H2O on the shelf']);
    expect(formulationProblems({ ...FORMULATION, saltsMolPerL: { LiTFSI: 5 } })).toHaveLength(1);
    expect(formulationProblems(FORMULATION)).toEqual([]);
  });
});

describe('dispensing', () => {
  it.each([
    ['a solid that is weighed in', 'EC', 0.0052],
    ['a liquid that is pipetted', 'EMC', 0.01],
    ['a volatile liquid', 'DMC', 0.025],
  ])('of %s (%s) scatters by %d of a gram', (_, name, expected) => {
    const asked = { role: 'solvent', name, massKg: 1e-3 } as const;
    const rng = seededRng('dispensing');
    const errors = Array.from(
      { length: 4000 },
      () => dispense(asked, false, rng).ingredient.massKg / 1e-3 - 1,
    );
    const sd = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(sd).toBeGreaterThan(0.95 * expected);
    expect(sd).toBeLessThan(1.05 * expected);
  });

  it('misses by more than 8 % when it goes grossly wrong', () => {
    const asked = { role: 'solvent', name: 'EC', massKg: 1e-3 } as const;
    const rng = seededRng('gross');
    const gross = Array.from({ length: 4000 }, () => dispense(asked, rng.uniform() < 0.02, rng)).filter(
      (one) => one.grossError,
    );
    expect(gross.length).toBeGreaterThan(50);
    expect(gross.length).toBeLessThan(115);
    for (const { ingredient } of gross) expect(Math.abs(ingredient.massKg / 1e-3 - 1)).toBeGreaterThan(0.08);
  });
});

describe('the air in the glovebox', () => {
  const glovebox = new Glovebox(seededRng('air'));

  it('is dry, and near 296 K, at any time', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3e7, noNaN: true }), (timeS) => {
        const air = glovebox.at(timeS);
        expect(air.waterPpm).toBeGreaterThan(0.1);
        expect(air.waterPpm).toBeLessThan(1);
        expect(air.oxygenPpm).toBeLessThan(1);
        expect(Math.abs(air.temperatureK - 296.15)).toBeLessThan(0.5);
      }),
    );
  });

  it('is in the log as the sensors showed it', () => {
    const log = glovebox.log(1000, 1119, 60);
    expect(log).toHaveLength(2);
    const { waterPpm, oxygenPpm, temperatureK } = glovebox.at(1060);
    expect(log[1]).toEqual([60, waterPpm, oxygenPpm, temperatureK]);
  });
});

describe('the functional state machine', () => {
  it('has the transitions that the standard draws, and no other', () => {
    expect(next('Stopped', 'start')).toBe('Running');
    expect(next('Running', 'abort')).toBe('Aborting');
    expect(next('Stopping', 'abort')).toBeUndefined();
    expect(next('Aborted', 'start')).toBeUndefined();
    expect(next('Stopped', 'clear')).toBeUndefined();
  });
});
