import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortages, stockNeeds, total } from '../../../agent/campaign/stock-needs.js';
import { vialVolumeL } from '../../../agent/experiment/recipe.js';
import { ingredientsOf } from '../../../simulators/robot/ingredients.js';
import { RECIPE } from '../a-record.js';

const amounts = fc.dictionary(
  fc.constantFrom('EC', 'vial', 'LiPF6'),
  fc.double({ min: 0, max: 10, noNaN: true }),
);

describe('what an experiment takes off the shelf', () => {
  it('is one kit, one vial, and of each ingredient no less than the robot will weigh in', () => {
    const { formulate, assemble } = stockNeeds(RECIPE);
    expect(assemble).toEqual({ 'coin-cell-kit': 1, 'pipette-tip': 1 });
    expect(formulate['vial']).toBe(1);
    for (const { name, massKg } of ingredientsOf(RECIPE.formulation, vialVolumeL(RECIPE))) {
      expect(formulate[name]).toBeGreaterThanOrEqual(massKg);
      expect(formulate[name]).toBeLessThan(2.5 * massKg);
    }
  });

  it('is lacking exactly where level less promises is below the need', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (levels, needed, promised) => {
        const short = shortages(levels, needed, promised).map((line) => line.split(':')[0]);
        const expected = Object.keys(needed).filter(
          (item) => item in levels && levels[item]! - (promised[item] ?? 0) < needed[item]!,
        );
        expect(short).toEqual(expected);
      }),
    );
  });

  it('is told in pieces and grams', () => {
    const short = shortages({ vial: 1, EC: 0.001 }, { vial: 1, EC: 0.0005 }, { vial: 1, EC: 0.0006 });
    expect(short).toEqual([
      'vial: 1 left, 1 of it for experiments under way, up to 1 needed',
      'EC: 1.00 g left, 0.600 g of it for experiments under way, up to 0.500 g needed',
    ]);
  });

  it('adds up item by item', () => {
    expect(total([{ vial: 1 }, { vial: 1, EC: 2 }, { LiPF6: 0 }])).toEqual({ vial: 2, EC: 2 });
  });
});
