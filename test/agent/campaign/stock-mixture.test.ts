import { describe, expect, it } from '@jest/globals';
import { plannerSpace, recipeAt } from '../../../agent/campaign/search-space.js';
import { planRequest } from '../../../agent/campaign/history.js';
import { BATCH_ML, sharesLeft } from '../../../agent/campaign/stock-mixture.js';
import { parseCampaign } from '../../../config/load.js';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { ingredientsOf, massOf, mixtureOf } from '../../../simulators/robot/ingredients.js';

const TEXT = `
name: x
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
stocks:
  base: { solvent: { EC: 0.3, EMC: 0.7 }, salt: { LiPF6: 1 }, volumeMl: 1.4 }
  rich: { solvent: { EC: 0.5, DMC: 0.5 }, salt: { LiPF6: 2 }, additive: { VC: 4 } }
  fluoro: { solvent: { FEC: 1 }, salt: { LiFSI: 1.5 }, additive: { vinylene carbonate: 2 } }
space:
  fractions:
    - name: stock
      components: { base: { max: 0.8 }, rich: { least: 0.1 }, fluoro: { max: 0.5, least: 0.1 } }
      resolution: 0.05
  variables:
    - { name: formation.temperature, kind: continuous, min: 20, max: 45, unit: Cel }
`;
const campaign = parseCampaign(TEXT, 'x.yaml');

describe('stock solutions', () => {
  it('are what proposals are made of, in doses that can be dispensed', () => {
    const layout = layOut(plannerSpace(campaign));
    const rng = seededRng(1);
    for (let i = 0; i < 60; i++) {
      const point = toParameters(layout, new Sampler(layout).draw(rng));
      const shares = ['rich', 'fluoro'].map((name) => Number(point[`stock.${name}`]));
      expect(shares.every((share) => share === 0 || share >= 0.1)).toBe(true);
      const { solvents } = recipeAt(campaign, point).formulation;
      expect(Object.values(solvents).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it('make what the robot would get by pouring them together', () => {
    const shares = { base: 0.5, rich: 0.3, fluoro: 0.2 };
    const point = Object.fromEntries(Object.entries(shares).map(([name, share]) => [`stock.${name}`, share]));
    const { formulation } = recipeAt(campaign, { ...point, 'formation.temperature': 30 });
    const poured = Object.entries(shares).flatMap(([name, share]) => {
      const alone = recipeAt(campaign, { [`stock.${name}`]: 1, 'formation.temperature': 30 });
      return ingredientsOf(alone.formulation, share);
    });
    const merged = new Map(poured.map((one) => [`${one.role} ${one.name}`, { ...one, massKg: 0 }]));
    for (const { role, name, massKg } of poured) merged.get(`${role} ${name}`)!.massKg += massKg;
    const expected = mixtureOf([...merged.values()]).formulation;
    expect(massOf(poured)).toBeCloseTo(1.2);
    for (const kind of ['solvents', 'saltsMolPerL', 'additives'] as const) {
      expect(Object.keys(formulation[kind]).sort()).toEqual(Object.keys(expected[kind]).sort());
      for (const [name, amount] of Object.entries(expected[kind])) {
        expect(formulation[kind][name]).toBeCloseTo(amount, 3);
      }
    }
  });

  it('that run out are proposed no more than what is left of them', () => {
    const used = [{ 'stock.base': 0.8 }, { 'stock.base': 0.75 }];
    const left = sharesLeft(campaign.stocks, used);
    expect(left['base']).toBeCloseTo((1.4 - 1.55 * BATCH_ML) / BATCH_ML);
    const [base] = plannerSpace(campaign, left).blocks[0]!.components;
    expect(base?.max).toBeCloseTo(0.45);
    const none = plannerSpace(campaign, sharesLeft(campaign.stocks, [...used, { 'stock.base': 0.45 }]));
    expect(none.blocks[0]!.components[0]!.max).toBeCloseTo(0);
  });

  it('are not proposed twice: what waits for a person will take its share, too', () => {
    const history = { experiments: [], observations: [] };
    const { space } = planRequest(campaign, history, 's', {
      waiting: [{ 'stock.base': 1 }, { 'stock.base': 0.75 }],
    });
    expect(space.blocks[0]!.components[0]!.max).toBeCloseTo(0.25);
  });

  it.each([
    ['base: { max: 0.8 }', 'bas: { max: 0.8 }', 'no stock solution is called so; did you mean "base"?'],
    [
      'EC: 0.3, EMC',
      'EC: 0.4, EMC',
      'stocks.base.solvent: the mass fractions of the solvents do not sum to 1',
    ],
    [
      'formation.temperature, kind: continuous, min: 20, max: 45, unit: Cel',
      "additive.PS, kind: continuous, min: 0, max: 2, unit: '%'",
      'space.variables[0].name: follows from the stock solutions',
    ],
    [
      'variables:',
      'constraints: []\nsolubility: { LiFSI: { EC: 5 } }\nfixed: {}\nx:',
      'none beside stock solutions',
    ],
  ])('are refused with %s written as %s', (from, to, words) => {
    expect(() => parseCampaign(TEXT.replace(from, to), 'x.yaml')).toThrow(words);
  });
});
