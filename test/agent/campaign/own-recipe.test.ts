import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownRecipe } from '../../../agent/campaign/own-recipe.js';
import { plannerSpace } from '../../../agent/campaign/search-space.js';
import { parseCampaign } from '../../../config/load.js';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';

const campaign = parseCampaign(
  `
name: x
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
space:
  fractions:
    - name: solvent
      components: { EC: { min: 0.2, max: 0.6 }, EMC: { max: 0.8 }, FEC: { max: 0.1, least: 0.02 } }
  variables:
    - { name: main-additive, kind: choice, levels: [none, VC] }
    - { name: formation.cycles, kind: integer, min: 1, max: 3, unit: '1' }
    - { name: salt.LiPF6, kind: continuous, min: 0.5, max: 2, unit: mol/L }
    - { name: additive.VC, kind: continuous, min: 1, max: 3, unit: '%', resolution: 0.1, when: { main-additive: [VC] } }
    - { name: formation.temperature, kind: categorical, levels: [25, 45], unit: Cel }
  constraints:
    - { terms: { salt.LiPF6: 1, formation.cycles: 1 }, max: 4.5 }
solubility: { LiPF6: { EC: 3, EMC: 1, FEC: 1 } }
`,
  'x.yaml',
);

const SOUND = {
  ...{ 'solvent.EC': 0.3, 'solvent.EMC': 0.7, 'main-additive': 'VC', 'formation.cycles': 2 },
  ...{ 'salt.LiPF6': 1, 'additive.VC': 2, 'formation.temperature': 25 },
};

describe('a recipe of a person', () => {
  it('is taken as it is: shares that are not named are absent, levels may be numbers', () => {
    const { parameters, snapped } = ownRecipe(campaign, SOUND);
    expect(parameters).toEqual({ ...SOUND, 'solvent.FEC': 0, 'formation.temperature': '25' });
    expect(snapped).toEqual([]);
  });

  it('is made in the steps of the lab, which is said', () => {
    const { parameters, snapped } = ownRecipe(campaign, { ...SOUND, 'additive.VC': 2.03 });
    expect(parameters['additive.VC']).toBe(2);
    expect(snapped).toEqual(['additive.VC 2.03 -> 2 %']);
  });

  it('needs nothing of what takes no part, and leaves it out', () => {
    const { parameters } = ownRecipe(campaign, { ...SOUND, 'main-additive': 'none', 'additive.VC': 99 });
    expect(parameters).not.toHaveProperty('additive.VC');
  });

  it('is told of all that is wrong at once, each with what it may be', () => {
    const given = {
      ...{
        'solvent.EC': 0.3,
        'solvent.EMC': 0.5,
        'solvent.FEC': 0.01,
        'main-additive': 'vc',
        'additve.VC': 1,
      },
      ...{ 'formation.cycles': 2.5, 'salt.LiPF6': '1', 'formation.temperature': 30 },
    };
    expect(() => ownRecipe(campaign, given)).toThrow(
      new Error(
        [
          'additve.VC: is not searched in this campaign; did you mean additive.VC?',
          'solvent.FEC: expected 0, or 0.02 to 0.1 kg/kg, got 0.01',
          'main-additive: expected one of none, VC, got "vc"',
          'formation.cycles: expected a whole number from 1 to 3, got 2.5',
          'salt.LiPF6: expected 0.5 to 2 mol/L, got "1"',
          'formation.temperature: expected one of 25, 45 Cel, got "30"',
          'the fractions of solvent sum to 0.81, not 1',
        ].join('; '),
      ),
    );
  });

  it('names what is missing', () => {
    expect(() => ownRecipe(campaign, { 'solvent.EC': 0.3, 'solvent.EMC': 0.7 })).toThrow(
      'formation.cycles: expected a whole number from 1 to 3, got nothing; salt.LiPF6',
    );
  });

  it('keeps to what dissolves, and to the bounds over several settings', () => {
    expect(() => ownRecipe(campaign, { ...SOUND, 'salt.LiPF6': 1.8 })).toThrow(
      /^salt.LiPF6: expected at most 1.6 mol\/L, which is what dissolves in this blend, got 1.8$/,
    );
    expect(() => ownRecipe(campaign, { ...SOUND, 'salt.LiPF6': 1.6, 'formation.cycles': 3 })).toThrow(
      'above 4.5',
    );
  });

  it('has no more of a stock solution than is left', () => {
    const stock = '{ solvent: { EC: 0.3, EMC: 0.7 }, salt: { LiPF6: 1 } }';
    const mixed = parseCampaign(
      `
name: y
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
stocks: { a: ${stock}, b: ${stock} }
space: { fractions: [{ name: stock, components: { a: {}, b: {} } }] }
`,
      'y.yaml',
    );
    expect(ownRecipe(mixed, { 'stock.a': 0.4, 'stock.b': 0.6 }, { a: 0.4 }).snapped).toEqual([]);
    expect(() => ownRecipe(mixed, { 'stock.a': 0.5, 'stock.b': 0.5 }, { a: 0.4 })).toThrow(
      'stock.a: expected 0 to 0.4 L/L, got 0.5',
    );
  });
});

const FOLDER = new URL('../../../config/campaigns/', import.meta.url);
const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe.each(EXAMPLES)('whatever is asked for in the space of %s', (name) => {
  const example = parseCampaign(readFileSync(new URL(name, FOLDER), 'utf8'), name);
  const layout = layOut(plannerSpace(example));
  const sampler = new Sampler(layout);

  it('is made as the planner would make it, or refused', () => {
    const some = fc.record({
      seed: fc.integer(),
      off: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.double(), fc.constant('none'))), { maxLength: 2 }),
    });
    let taken = 0;
    fc.assert(
      fc.property(some, ({ seed, off }) => {
        const point = toParameters(layout, sampler.draw(seededRng(seed)));
        const names = Object.keys(point);
        const changed = off.map(([k, value]) => [names[k % names.length]!, value] as const);
        const given = { ...point, ...Object.fromEntries(changed) };
        try {
          const { parameters, snapped } = ownRecipe(example, given);
          taken += 1;
          expect(reasonsOutside(layout, parameters)).toEqual([]);
          if (off.length === 0) expect({ parameters, snapped }).toEqual({ parameters: point, snapped: [] });
        } catch (error) {
          if (off.length === 0 || !(error instanceof Error) || error.message === '') throw error;
        }
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
