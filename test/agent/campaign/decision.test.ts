import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../agent/campaign/decision.js';
import type { Recipe } from '../../../agent/experiment/recipe.js';
import type { CampaignConfig } from '../../../config/campaign.js';
import type { Limits } from '../../../drivers/protocol.js';
import { RECIPE } from '../a-record.js';
import { aProposal } from './an-agent.js';

const LIMITS: Limits = { minVoltageV: 2, maxVoltageV: 4.5, maxCurrentA: 0.03, maxTemperatureK: 338.15 };
const USUAL = { answerWithinS: 60, default: 'reject' } as const;
const proposal = { ...aProposal({ 'additive.VC': 1 }), feasibility: { formulation: 0.6, formation: 0.5 } };
const HOT: Recipe = { ...RECIPE, cycling: { ...RECIPE.cycling, temperatureK: 350, upperVoltageV: 4.7 } };

function reasonsFor(recipe: Recipe, approval: CampaignConfig['approval']): readonly string[] {
  return decide(proposal, recipe, LIMITS, approval).reasons;
}

describe('what a person decides on', () => {
  const risk = (rules: NonNullable<CampaignConfig['approval']['risk']>): CampaignConfig['approval'] => ({
    ...{ required: 'risk', risk: rules, ...USUAL },
  });
  const near = { ...proposal, neighbours: [{ parameters: {}, distance: 0.2, outcome: { values: [1] } }] };

  it('is what is new: farther than so from every experiment, or the first', () => {
    expect(decide(near, RECIPE, LIMITS, risk({ maxDistance: 0.25 })).decision).toBe('accepted');
    expect(decide(near, RECIPE, LIMITS, risk({ maxDistance: 0.1 }))).toMatchObject({
      decision: 'asked',
      reasons: ['0.20 away from every experiment, a person decides above 0.1'],
    });
    expect(decide(proposal, RECIPE, LIMITS, risk({ maxDistance: 9 })).decision).toBe('asked');
  });

  it('is what the model is not sure of', () => {
    const unsure = { ...near, predictions: [{ mean: -80, sdModel: 20, sdNoise: 1 }] };
    expect(decide(unsure, RECIPE, LIMITS, risk({ maxRelativeSd: 0.3 })).decision).toBe('accepted');
    expect(decide(unsure, RECIPE, LIMITS, risk({ maxRelativeSd: 0.2 })).reasons).toEqual([
      'prediction uncertain by 0.25 of itself, a person decides above 0.2',
    ]);
  });

  it('is what holds an ingredient that somebody has to agree to', () => {
    const [solvent] = Object.keys(RECIPE.formulation.solvents) as ['EC'];
    expect(decide(near, RECIPE, LIMITS, risk({ ingredients: [solvent, 'LiBOB'] })).reasons).toEqual([
      `contains ${solvent}, on which a person decides`,
    ]);
  });

  it('is not what the limits forbid: that is refused, with every reason', () => {
    expect(decide(near, HOT, LIMITS, risk({ maxVoltageV: 4 })).decision).toBe('refused');
  });
});

describe('a proposal', () => {
  it('within the limits is accepted by the rules', () => {
    const decision = decide(proposal, RECIPE, LIMITS, { required: 'none', ...USUAL });
    expect(decision).toEqual({ decision: 'accepted', reasons: [], actor: 'rules' });
  });

  it('beyond the limits is refused with every reason at once', () => {
    const reasons = reasonsFor(HOT, { required: 'all', ...USUAL });
    expect(reasons).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^cycling step 1: temperature 350 K, limits 213.15 to 338.15 K/),
        expect.stringMatching(/^cycling step 2.1: voltage 4.7 V/),
        expect.stringMatching(/^formation .*voltage 4.7 V/),
        expect.stringMatching(/needs a person/),
      ]),
    );
    expect(decide(proposal, HOT, LIMITS, { required: 'none', ...USUAL }).decision).toBe('refused');
  });

  it('with too large a current is refused', () => {
    const fast: Recipe = { ...RECIPE, formation: { ...RECIPE.formation, cRate: 7 } };
    expect(reasonsFor(fast, { required: 'none', ...USUAL })).toContainEqual(
      expect.stringMatching(/current 0\.033\d* A/),
    );
  });

  it('needs a person for each risk it runs into, and for none that it does not', () => {
    const all = { minFeasibility: 0.4, maxTemperatureCel: 35, maxVoltageV: 4.15 };
    expect(reasonsFor(RECIPE, { required: 'risk', risk: all, ...USUAL })).toEqual([
      'probability of success 0.30, a person decides below 0.4',
      '40.0 Cel, a person decides above 35 Cel',
      '4.2 V, a person decides above 4.15 V',
    ]);
    const none = { minFeasibility: 0.2, maxTemperatureCel: 45, maxVoltageV: 4.3 };
    expect(reasonsFor(RECIPE, { required: 'risk', risk: none, ...USUAL })).toEqual([]);
  });
});
