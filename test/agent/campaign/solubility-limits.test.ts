import { writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readCampaign } from '../../../agent/campaign/read-campaign.js';
import { plannerSpace, recipeAt } from '../../../agent/campaign/search-space.js';
import { solubilityConstraints } from '../../../agent/campaign/solubility-limits.js';
import { parseCampaign } from '../../../config/load.js';
import { seededRng } from '../../../core/rng.js';
import { layOut } from '../../../planner/space/layout.js';
import { toParameters } from '../../../planner/space/point.js';
import { Sampler } from '../../../planner/space/sampler.js';
import { inFolder } from '../cli/backtest/files.js';

const HEAD = [
  'name: x',
  "objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]",
  'budget: { experiments: 9 }',
];
const BLEND = '{ name: solvent, components: { EC: {}, EMC: {}, DMC: {} }, resolution: 0.01 }';
const BOB = '{ name: salt.LiBOB, kind: continuous, min: 0.1, max: 0.9, unit: mol/L, resolution: 0.01 }';

function text(limits: string, { blend = BLEND, salt = BOB, fixed = '{}' } = {}): string {
  return [
    ...HEAD,
    `space: { fractions: [${blend}], variables: [${salt}] }`,
    `fixed: ${fixed}`,
    `solubility: { ${limits} }`,
  ].join('\n');
}

const LIMITS = 'LiBOB: { EC: 0.9, EMC: 0.05, DMC: 0.1 }';

describe('limits of solubility', () => {
  it('are kept by every recipe that is drawn', () => {
    const campaign = parseCampaign(text(LIMITS), 'x.yaml');
    const layout = layOut(plannerSpace(campaign));
    const rng = seededRng(1);
    for (let i = 0; i < 100; i++) {
      const { formulation } = recipeAt(campaign, toParameters(layout, new Sampler(layout).draw(rng)));
      const { EC = 0, EMC = 0, DMC = 0 } = formulation.solvents;
      const most = 0.9 * EC + 0.05 * EMC + 0.1 * DMC;
      expect(formulation.saltsMolPerL['LiBOB']).toBeLessThanOrEqual(most + 1e-6);
    }
  });

  it('bound what is searched beside what is fixed', () => {
    const searchedSalt = parseCampaign(
      [...HEAD, `space: { variables: [${BOB}] }`, `solubility: { ${LIMITS} }`].join('\n'),
      'x.yaml',
    );
    expect(solubilityConstraints(searchedSalt)[0]?.terms).toEqual({ 'salt.LiBOB': 1 });
    expect(solubilityConstraints(searchedSalt)[0]?.max).toBeCloseTo(0.3 * 0.9 + 0.7 * 0.05);
    const searchedBlend = parseCampaign(
      [
        ...HEAD,
        `space: { fractions: [${BLEND}] }`,
        'fixed: { salt.LiBOB: 0.3 }',
        `solubility: { ${LIMITS} }`,
      ].join('\n'),
      'x.yaml',
    );
    expect(solubilityConstraints(searchedBlend)).toEqual([
      { terms: { 'solvent.EC': -0.9, 'solvent.EMC': -0.05, 'solvent.DMC': -0.1 }, max: -0.3 },
    ]);
  });

  it.each([
    [
      'a solvent is left out',
      text('LiBOB: { EC: 0.9, EMC: 0.05 }'),
      'no limit in DMC, which may be in the blend',
    ],
    [
      'the salt is on a log scale',
      text(LIMITS, { salt: BOB.replace('resolution: 0.01', 'scale: log') }),
      'salt.LiBOB is searched on a log scale; expected a linear scale',
    ],
    [
      'more is asked for than dissolves',
      text('LiBOB: { EC: 0.05, EMC: 0.05, DMC: 0.01 }'),
      'more is asked for than any of the solvents dissolves; expected at least 0.1, the least of the space, found 0.05',
    ],
  ])('are refused where %s', (_why, wrong, words) => {
    expect(() => parseCampaign(wrong, 'x.yaml')).toThrow(words);
  });

  it('that leave nothing are told with what they exclude', async () => {
    const file = inFolder('campaign.yaml');
    writeFileSync(
      file,
      text(LIMITS, {
        blend: BLEND.replace('EC: {}', 'EC: { max: 0.02 }').replace('DMC: {}', 'DMC: { max: 0.5 }'),
      }),
    );
    await expect(readCampaign(file)).rejects.toThrow(
      /a space with at least one recipe, found these cannot hold together: salt.LiBOB - 0.9 solvent.EC/,
    );
  });
});
