import { describe, expect, it } from '@jest/globals';
import { atomsOf, molarMassGPerMol } from '../../../config/ingredients/formula.js';
import { compositionOf, compositionsOf } from '../../../config/ingredients/composition.js';
import { ingredientCalled, settingCalled } from '../../../config/ingredients/find-ingredient.js';
import { INGREDIENTS } from '../../../config/ingredients/registry.js';
import { INGREDIENTS as ON_THE_SHELF } from '../../../config/lab-simulation.js';
import { parseCampaign } from '../../../config/load.js';
import { SALTS, SOLVENTS } from '../../../simulators/world/electrolyte/ingredients.js';

describe('the ingredients', () => {
  it('are each called by words that no other goes by', () => {
    for (const one of INGREDIENTS) {
      for (const word of [one.name, one.cas, one.inchiKey, one.smiles, ...one.otherNames]) {
        expect(ingredientCalled(word)).toBe(one);
      }
    }
  });

  it('have CAS numbers whose last digit fits', () => {
    for (const { cas } of INGREDIENTS) {
      const digits = cas.replaceAll('-', '').split('').map(Number);
      const check = digits.pop();
      const sum = digits.reverse().reduce((total, digit, place) => total + (place + 1) * digit, 0);
      expect([cas, sum % 10]).toEqual([cas, check]);
    }
  });

  it('have as many heavy atoms by their formula as by their structure', () => {
    for (const { name, formula, smiles } of INGREDIENTS) {
      const { H: _, ...heavy } = atomsOf(formula);
      const counted: Record<string, number> = {};
      for (const [atom] of smiles.matchAll(/Li|Si|Cl|As|[BCNOFPSc]/g)) {
        const element = atom === 'c' ? 'C' : atom;
        counted[element] = (counted[element] ?? 0) + 1;
      }
      expect([name, counted]).toEqual([name, heavy]);
    }
  });

  it('are all that recipes are made of, with the molar masses of the simulated world', () => {
    for (const name of ON_THE_SHELF) expect(ingredientCalled(name)?.name).toBe(name);
    for (const [name, { molarMassGPerMol: expected }] of Object.entries({ ...SOLVENTS, ...SALTS })) {
      expect(molarMassGPerMol(ingredientCalled(name)!.formula)).toBeCloseTo(expected, 0);
    }
  });

  it('are no settings where the recipe has none of them', () => {
    expect(settingCalled('additive.872-36-6')).toBe('additive.VC');
    expect(settingCalled('salt.vinylene carbonate')).toBe('salt.vinylene carbonate');
    expect(settingCalled('vinylene carbonate')).toBe('vinylene carbonate');
  });
});

describe('the heavy atoms of an ingredient', () => {
  it('are the same by name, structure and formula, those of a salt apart', () => {
    for (const { name, smiles, formula } of INGREDIENTS) {
      expect(compositionOf({ smiles }, 'elements')).toEqual(compositionOf(name, 'elements'));
      expect(compositionOf({ formula }, 'elements')).toEqual(compositionOf(name, 'elements'));
      expect(compositionOf({ smiles })).toEqual(compositionOf(name));
    }
    expect(compositionOf('LiPF6', 'elements')).toEqual({ 'salt Li': 1, 'salt P': 1, 'salt F': 6 });
    expect(compositionOf({ smiles: '[2H]OCc1ccccc1Cl' }, 'elements')).toEqual({ O: 1, C: 7, Cl: 1 });
    expect(compositionOf({ formula: 'CH3COOH' }, 'elements')).toEqual({ C: 2, O: 2 });
  });

  it('are told apart by neighbours and multiple bonds where all structures are known', () => {
    expect(compositionOf('EC')).toEqual({ C2: 2, O2: 2, 'C3=': 1, 'O1=': 1 });
    expect(compositionOf('DMC')).toEqual({ C1: 2, O2: 2, 'C3=': 1, 'O1=': 1 });
    expect(compositionOf('LiPF6')).toEqual({ 'salt Li0': 1, 'salt P6': 1, 'salt F1': 6 });
    expect(compositionsOf(['EC', 'none', { smiles: 'CC#N' }])).toEqual([
      compositionOf('EC'),
      {},
      { C1: 1, 'C2=': 1, 'N1=': 1 },
    ]);
  });

  it('are those of the elements for all where one of them has but a formula', () => {
    expect(compositionOf({ formula: 'C3H4O3' })).toBeUndefined();
    expect(compositionsOf(['DME', { formula: 'C3H4O3' }])).toEqual([
      { C: 4, O: 2 },
      { C: 3, O: 3 },
    ]);
    expect(compositionsOf(['DME', 'EX'])).toBeUndefined();
  });

  it('are none of what is none, and unknown of what means nothing', () => {
    expect(compositionOf('none')).toEqual({});
    for (const identity of ['EX', { smiles: 'EX' }, { formula: 'c3h4' }])
      expect(compositionOf(identity, 'elements')).toBeUndefined();
  });
});

const text = `
name: additive.VC by any name
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
space:
  fractions:
    - { name: solvent, components: { ethylene carbonate: { max: 0.5 }, 623-53-0: {} } }
  variables:
    - { name: additive.Vinylene-Carbonate, kind: continuous, min: 0, max: 3, unit: '%' }
    - { name: additive.DTD, kind: continuous, min: 0, max: 3, unit: '%' }
  constraints:
    - { terms: { additive.872-36-6: 1, "additive.1,3,2-dioxathiolane 2,2-dioxide": 1 }, max: 3 }
fixed: { salt.lithium bis(fluorosulfonyl)imide: 1, salt.LiPF6: 0 }
solubility: { lithium bis(fluorosulfonyl)imide: { EC: 5, ethyl methyl carbonate: 4 } }
`;

describe('a campaign', () => {
  it('may call an ingredient by any of its names', () => {
    const { space, fixed, solubility, name } = parseCampaign(text, 'x.yaml');
    expect(name).toBe('additive.VC by any name');
    expect(Object.keys(space.fractions[0]!.components)).toEqual(['EC', 'EMC']);
    expect(space.variables.map((one) => one.name)).toEqual(['additive.VC', 'additive.DTD']);
    expect(space.constraints[0]!.terms).toEqual({ 'additive.VC': 1, 'additive.DTD': 1 });
    expect(fixed).toEqual({ 'salt.LiFSI': 1, 'salt.LiPF6': 0 });
    expect(solubility).toEqual({ LiFSI: { EC: 5, EMC: 4 } });
  });

  it.each([
    ['additive.Vinylene-Carbonate', 'additive.vinilene carbonat', 'did you mean "additive.VC"?'],
    ['{ ethylene carbonate: {', '{ EC: {}, ethylene carbonate: {', 'unknown key; did you mean "EC"?'],
  ])('is refused with %s written as %s', (from, to, words) => {
    expect(() => parseCampaign(text.replace(from, to), 'x.yaml')).toThrow(words);
  });

  it('is refused where it asks for atoms and has no ingredients to tell apart', () => {
    const lone = text.replace(/ {2}fractions:[^]*?variables:\n/, '  ingredients: atoms\n  variables:\n');
    const without = lone.replace(/ {4}- \{ name: additive.DTD[^]*?fixed:/, 'fixed:');
    expect(() => parseCampaign(without, 'x.yaml')).toThrow('there are no ingredients to tell apart');
  });
});
