import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageingProtocol, expectedS, formationProtocol } from '../../../agent/experiment/protocols.js';
import { recipeOf, type Recipe } from '../../../agent/experiment/recipe.js';
import { RECIPE_VOCABULARY, type SettingName } from '../../../config/recipe-vocabulary.js';
import { violations, type Limits, type Step } from '../../../drivers/protocol.js';
import { RECIPE } from '../a-record.js';

/** As wide as the vocabulary: 5 C of a 4.8 mA.h cell, 2 to 4.6 V, 70 Cel. */
const LIMITS: Limits = { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.0241, maxTemperatureK: 343.2 };

const protocolSettings = Object.entries(RECIPE_VOCABULARY).filter(([name]) =>
  /^(rest|formation|cycling)\./.test(name),
);

/** Any recipe that the vocabulary allows, with a blend that is not the point here. */
const recipe: fc.Arbitrary<Recipe> = fc
  .record(
    Object.fromEntries(
      protocolSettings.map(([name, { min, max, integer }]) => [
        name,
        integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }),
      ]),
    ),
  )
  .map((values) => recipeOf({ 'solvent.EC': 0.3, 'solvent.EMC': 0.7, 'salt.LiPF6': 1, ...values }));

function leaves(steps: readonly Step[]): Exclude<Step, { kind: 'loop' }>[] {
  return steps.flatMap((step) => (step.kind === 'loop' ? leaves(step.steps) : [step]));
}

describe('the protocols of a recipe', () => {
  it('leave no limit that is as wide as the vocabulary', () => {
    fc.assert(
      fc.property(recipe, (any) => {
        expect(violations(formationProtocol(any, LIMITS))).toEqual([]);
        expect(violations(ageingProtocol(any, LIMITS))).toEqual([]);
      }),
    );
  });

  it('end each step by something that must come, whatever the cell does', () => {
    fc.assert(
      fc.property(recipe, (any) => {
        const steps = [formationProtocol(any, LIMITS), ageingProtocol(any, LIMITS)].flatMap((p) => p.steps);
        for (const step of leaves(steps)) {
          if (!('until' in step)) continue;
          expect(step.until.some(({ quantity, value }) => quantity === 'time' && value > 0)).toBe(true);
        }
      }),
    );
  });

  it('count their cycles as the recipe does, charge before discharge', () => {
    const { steps } = ageingProtocol(RECIPE, LIMITS);
    const loop = steps.find((step) => step.kind === 'loop');
    expect(loop?.times).toBe(RECIPE.cycling.cycles);
    const currents = leaves(loop?.steps ?? []).flatMap((step) => ('currentA' in step ? [step.currentA] : []));
    expect(currents).toEqual([expect.closeTo(4.8e-3, 9), expect.closeTo(-4.8e-3, 9)]);
    const formed = formationProtocol(RECIPE, LIMITS).steps.flatMap((step) =>
      step.kind === 'loop' ? [step.times] : [],
    );
    expect(formed.reduce((sum, times) => sum + times, 0)).toBe(RECIPE.formation.cycles);
  });

  it('take the formation at its own temperature and everything measured for comparison at 25 Cel', () => {
    const temperatures = formationProtocol(RECIPE, LIMITS).steps.flatMap((step) =>
      step.kind === 'temperature' ? [step.temperatureK] : [],
    );
    expect(temperatures).toEqual([RECIPE.formation.temperatureK, 298.15]);
  });

  it('are expected to take a time above zero', () => {
    fc.assert(
      fc.property(recipe, (any) => {
        const { formation, ageing } = expectedS(any);
        expect(formation).toBeGreaterThan(any.restS);
        expect(ageing).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the vocabulary', () => {
  it('knows every setting that a recipe needs', () => {
    const needed: SettingName[] = ['rest.duration', 'formation.cRate', 'cycling.lowerVoltage'];
    expect(protocolSettings.map(([name]) => name)).toEqual(expect.arrayContaining(needed));
  });
});
