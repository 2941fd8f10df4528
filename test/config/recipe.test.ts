import { describe, expect, it } from '@jest/globals';
import { parseCampaign } from '../../config/load.js';
import { QUANTITIES, QUANTITY_NAMES } from '../../config/quantities.js';
import { completeRecipe } from '../../config/recipe-settings.js';
import { RECIPE_VOCABULARY, SETTING_NAMES } from '../../config/recipe-vocabulary.js';
import { FIGURE_UNITS } from '../../agent/analysis/figure.js';
import { CAMPAIGN_FILE, campaignText, edited } from './example-files.js';

describe('the recipe vocabulary', () => {
  it.each(SETTING_NAMES)('has a default for %s within its bounds', (name) => {
    const setting = RECIPE_VOCABULARY[name];
    expect(setting.default).toBeGreaterThanOrEqual(setting.min);
    expect(setting.default).toBeLessThanOrEqual(setting.max);
    expect(setting.description).not.toBe('');
  });

  it('has default solvents that sum to one', () => {
    const shares = SETTING_NAMES.filter((name) => name.startsWith('solvent.')).map(
      (n) => RECIPE_VOCABULARY[n].default,
    );
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

describe('the quantities of a campaign', () => {
  it.each(QUANTITY_NAMES)('%s is a figure that the analysis reports, in the same unit', (name) => {
    expect(QUANTITIES[name].unit).toBe(FIGURE_UNITS[name]);
  });
});

describe('completing a recipe', () => {
  const campaign = parseCampaign(campaignText, CAMPAIGN_FILE);

  it('takes what was chosen, then what is fixed, then the default', () => {
    const recipe = completeRecipe(campaign, { 'solvent.EC': 0.4, 'solvent.DMC': 0.6, 'additive.VC': 2 });
    expect(recipe['additive.VC']).toBe(2);
    expect(recipe['cycling.temperature']).toBe(40);
    expect(recipe['salt.LiPF6']).toBe(1);
    expect(Object.keys(recipe).sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('leaves out default solvents as soon as the blend is chosen', () => {
    const recipe = completeRecipe(campaign, { 'solvent.EC': 0.4, 'solvent.DMC': 0.6 });
    expect(recipe['solvent.EMC']).toBe(0);
  });

  it('takes the default blend when a campaign says nothing about solvents', () => {
    const recipe = completeRecipe(
      { space: { fractions: [], variables: [], constraints: [] }, fixed: {} },
      {},
    );
    expect([recipe['solvent.EC'], recipe['solvent.EMC']]).toEqual([0.3, 0.7]);
  });

  it('refuses fixed solvents that do not sum to one', () => {
    const start = campaignText.indexOf('  fractions:');
    const end = campaignText.indexOf('  variables:');
    const withoutBlend = campaignText.slice(0, start) + campaignText.slice(end);
    const text = edited(withoutBlend, 'rest.duration: 12', 'solvent.EC: 0.4');
    expect(() => parseCampaign(text, 'x.yaml')).toThrow(
      'fixed: the fixed solvent shares do not sum to 1; expected 1 kg/kg in all, found 0.4 kg/kg',
    );
  });

  it('refuses an upper cut-off that may lie below the lower one', () => {
    const low = edited(campaignText, 'cycling.upperVoltage: 4.3', 'cycling.upperVoltage: 3.4');
    const text = edited(low, 'cycling.lowerVoltage: 2.8', 'cycling.lowerVoltage: 3.5');
    expect(() => parseCampaign(text, 'x.yaml')).toThrow('can be at or below cycling.lowerVoltage');
  });
});
