import { describe, expect, it } from '@jest/globals';
import { plannerSpace, recipeAt } from '../../../agent/campaign/search-space.js';
import { formationProtocol, NO_LIMITS } from '../../../agent/experiment/protocols.js';
import { parseCampaign } from '../../../config/load.js';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';

const campaign = parseCampaign(
  `
name: x
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
space:
  variables:
    - { name: main-additive, kind: choice, levels: [none, VC] }
    - { name: formation.cycles, kind: integer, min: 1, max: 3, unit: '1' }
    - { name: salt.LiPF6, kind: continuous, min: 1.2, max: 2, unit: mol/L, when: { main-additive: [VC] } }
    - { name: additive.VC, kind: continuous, min: 1, max: 3, unit: '%', when: { main-additive: [VC] } }
    - { name: formation.laterCRate, kind: continuous, min: 0.2, max: 1, unit: /h, when: { formation.cycles: { min: 2 } } }
  constraints:
    - { terms: { salt.LiPF6: 1, additive.VC: 1 }, max: 4 }
`,
  'x.yaml',
);

describe('a component with a smallest dose', () => {
  const withLeast = (least: number) =>
    parseCampaign(
      `
name: x
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
space: { fractions: [{ name: solvent, components: { EC: { max: 0.6, least: ${least} }, EMC: {} }, resolution: 0.05 }] }
`,
      'x.yaml',
    );

  it('is absent, or as much as can be dispensed', () => {
    const layout = layOut(plannerSpace(withLeast(0.3)));
    const rng = seededRng(1);
    const shares = Array.from({ length: 60 }, () =>
      Number(toParameters(layout, new Sampler(layout).draw(rng))['solvent.EC']),
    );
    expect(shares).toContain(0);
    expect(shares.filter((share) => share > 0 && share < 0.3)).toEqual([]);
  });

  it('is refused when the dose is above its bound', () => {
    expect(() => withLeast(0.7)).toThrow(
      'EC.least: the smallest dose is too large; expected at most max, 0.6, found 0.7',
    );
  });
});

describe('a search space whose ingredients are known by their atoms', () => {
  const spaceAsking = (ingredients: string) =>
    plannerSpace(
      parseCampaign(
        `
name: x
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
budget: { experiments: 9 }
space:${ingredients}
  fractions: [{ name: solvent, components: { EC: {}, EMC: {} } }]
  variables:
    - { name: salt.LiPF6, kind: continuous, min: 0, max: 2, unit: mol/L }
    - { name: additive.PS, kind: continuous, min: 0, max: 3, unit: '%' }
    - { name: additive.LiPO2F2, kind: continuous, min: 0, max: 3, unit: '%' }
    - { name: main, kind: choice, levels: [none, VC] }
    - { name: additive.VC, kind: continuous, min: 1, max: 3, unit: '%', when: { main: [VC] } }
`,
        'x.yaml',
      ),
    );

  it('says what a share, a dose and a choice of them bring', () => {
    const { blocks, variables } = spaceAsking('\n  ingredients: atoms');
    const [ec] = blocks[0]!.components;
    expect(ec!.composition!['C2']).toBeCloseTo(2000 / 88.06, 1);
    expect(variables[0]).toMatchObject({ composition: { 'salt Li0': 1, 'salt P6': 1, 'salt F1': 6 } });
    expect(Object.keys((variables[1] as { composition: object }).composition)).toContain('additive S4=');
    expect(Object.keys((variables[2] as { composition: object }).composition)).toContain('additive salt P4=');
    expect(variables[3]).toMatchObject({ compositions: [{}, { 'C2=': 2, 'C3=': 1, O2: 2, 'O1=': 1 }] });
  });

  it('is as ever where the campaign does not ask', () => {
    expect(JSON.stringify(spaceAsking(''))).not.toContain('composition');
    expect(spaceAsking('\n  ingredients: names')).toEqual(spaceAsking(''));
  });
});

describe('a search space with conditions, in the lab', () => {
  const layout = layOut(plannerSpace(campaign));
  const rng = seededRng(1);
  const points = Array.from({ length: 60 }, () => toParameters(layout, new Sampler(layout).draw(rng)));

  it('gives a recipe the default of what takes no part', () => {
    for (const point of points) {
      const { formulation } = recipeAt(campaign, point);
      expect(formulation.additives['VC'] !== undefined).toBe(point['main-additive'] === 'VC');
      if (point['main-additive'] === 'none') expect(formulation.saltsMolPerL).toEqual({ LiPF6: 1 });
    }
  });

  it('charges the later formation cycles at the rate that was chosen for them', () => {
    const point = points.find((one) => one['formation.cycles'] === 3)!;
    const loops = formationProtocol(recipeAt(campaign, point), NO_LIMITS).steps.flatMap((step) =>
      step.kind === 'loop' ? [step] : [],
    );
    const rates = loops.map(({ steps: [first] }) => first?.kind === 'constant-current' && first.currentA);
    expect(Number(rates[1]) / Number(rates[0])).toBeCloseTo(Number(point['formation.laterCRate']) / 0.1);
  });

  it('counts the default in constraints', () => {
    expect(layout.conditions.map((condition) => condition?.otherwise)).toEqual([
      undefined,
      undefined,
      1,
      0,
      0.1,
    ]);
  });
});
