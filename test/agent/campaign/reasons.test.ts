import { describe, expect, it } from '@jest/globals';
import { reasonsFrom } from '../../../agent/campaign/reasons.js';
import { aProposal } from './an-agent.js';

describe('the reasons of a proposal', () => {
  const { parameters: _, predictions: __, neighbours: ___, ...common } = aProposal({});

  it('are read as they are stored today', () => {
    const why = { ...common, predictions: [], neighbours: [] };
    expect(reasonsFrom(why)).toBe(why);
  });

  it('keep what was predicted of the one objective there once was', () => {
    const prediction = { mean: 90, sdModel: 1, sdNoise: 1 };
    const near = { parameters: {}, distance: 0.1, outcome: { value: 91 } };
    const failed = { parameters: {}, distance: 0.2, outcome: { failedStage: 'formation' } };
    expect(reasonsFrom({ ...common, prediction, neighbours: [near, failed] })).toEqual({
      ...common,
      predictions: [prediction],
      neighbours: [{ ...near, outcome: { values: [91] } }, failed],
    });
  });

  it('of the initial design predicted nothing, then as now', () => {
    expect(reasonsFrom({ ...common, prediction: null })).toMatchObject({ predictions: null });
  });
});
