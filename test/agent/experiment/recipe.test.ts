import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recipeOf } from '../../../agent/experiment/recipe.js';
import { completeRecipe } from '../../../config/recipe-settings.js';
import { RECIPE } from '../a-record.js';

const space = { fractions: [], variables: [], constraints: [] };
const complete = completeRecipe({ space, fixed: {} }, {});

describe('a recipe', () => {
  it('is in SI, with fractions of one and without what is not there', () => {
    expect(RECIPE.formulation).toEqual({
      solvents: { EC: 0.3, EMC: 0.7 },
      saltsMolPerL: { LiPF6: 1 },
      additives: { VC: 0.02 },
    });
    expect(RECIPE.restS).toBe(43_200);
    expect(RECIPE.cycling.temperatureK).toBeCloseTo(313.15);
    expect(recipeOf(complete).formulation.additives).toEqual({});
  });

  it.each(['rest.duration', 'formation.cycles', 'cycling.upperVoltage'])('cannot do without %s', (name) => {
    const { [name]: _missing, ...others } = complete as Record<string, number>;
    expect(() => recipeOf(others)).toThrow(`recipe: "${name}" should be a number, found undefined`);
    expect(() => recipeOf({ ...complete, [name]: 'much' })).toThrow('found "much"');
  });

  it('has a blend that sums to one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const blend = { ...complete, 'solvent.EC': share, 'solvent.EMC': 1 - share };
        const { solvents } = recipeOf(blend).formulation;
        expect(Object.values(solvents).reduce((sum, part) => sum + part, 0)).toBeCloseTo(1);
      }),
    );
    expect(() => recipeOf({ ...complete, 'solvent.EC': 0.5 })).toThrow(/sum to 1\.2, expected 1/);
  });
});
