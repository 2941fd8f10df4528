import { describe, expect, it } from '@jest/globals';
import { foretoldBefore } from '../../../agent/calibration/foretold.js';
import { verdictsOf, wideningNotices, wideningOf } from '../../../agent/calibration/verdicts.js';
import type { Proposal } from '../../../planner/proposal.js';
import { aCampaign, aProposal } from '../campaign/an-agent.js';
import { aCutRow, anObservation, aRow, type End } from '../campaign/rows.js';

const campaign = aCampaign(20, 4);

/** Why a proposal was made that foretold 90 % with a standard deviation of 1. */
function why(more: Partial<Proposal> = {}): unknown {
  const { parameters: _, ...reasons } = aProposal({});
  return { ...reasons, predictions: [{ mean: 90, sdModel: 0.6, sdNoise: 0.8 }], ...more };
}

function told(ends: readonly End[], values: readonly (number | null)[], reasons: unknown = why()) {
  const experiments = ends.map((end, k) => aRow(k + 1, end));
  const observations = values.map((value, k) => anObservation(`E${k + 1}`, value));
  return { experiments, observations, reasons: new Map(experiments.map((row) => [row.proposalId, reasons])) };
}

describe('what was foretold before each experiment', () => {
  it('is held against what was measured, and nothing else', () => {
    const { forecasts } = foretoldBefore(
      campaign,
      told(['completed', 'machine', 'completed', 'completed with recipe'], [91.5, 80, null, 70]),
    );
    expect(forecasts.map(({ value }) => value)).toEqual([91.5, 80]);
    expect(forecasts[0]).toMatchObject({ quantity: 'capacity_retention', mean: 90, value: 91.5 });
    expect(forecasts[0]!.sd).toBeCloseTo(1, 12);
  });

  it('is not held against a limit, which says nothing of how far off it was', () => {
    const bounded = {
      ...campaign,
      outcomes: [{ quantity: 'capacity_retention', unit: '%', min: 80 } as const],
    };
    const feasibility = { formulation: 0.9, capacity_retention: 0.7 };
    const { reasons, observations } = told(['completed'], [71], why({ feasibility }));
    const of = foretoldBefore(bounded, { experiments: [aCutRow(1)], observations, reasons });
    expect(of.forecasts).toEqual([]);
    expect(of.chances).toEqual([{ name: 'formulation', probability: 0.9, came: true }]);
  });

  it('is nothing of the initial design', () => {
    expect(foretoldBefore(campaign, told(['completed'], [91], why({ predictions: null }))).forecasts).toEqual(
      [],
    );
  });

  it('counts as the model said it, before it was widened', () => {
    const { forecasts } = foretoldBefore(
      campaign,
      told(['completed'], [91], why({ widening: { capacity_retention: 2 } })),
    );
    expect(forecasts[0]!.sd).toBeCloseTo(0.5, 12);
  });

  it('names where the cell was measured', () => {
    const measuredBy = (id: string): string | undefined => (id === 'E1' ? 'tester/3' : undefined);
    const { forecasts } = foretoldBefore(campaign, { ...told(['completed'], [91]), measuredBy });
    expect(forecasts[0]!.instrument).toBe('tester/3');
  });

  it('has the chance of each stage that was reached', () => {
    const feasibility = { formulation: 0.9, formation: 0.7, cycling: 0.6 };
    const { chances } = foretoldBefore(
      campaign,
      told(['completed', 'recipe', 'machine', 'running'], [91], why({ feasibility })),
    );
    expect(chances).toEqual([
      { name: 'formulation', probability: 0.9, came: true },
      { name: 'formation', probability: 0.7, came: true },
      { name: 'cycling', probability: 0.6, came: true },
      { name: 'formulation', probability: 0.9, came: true },
      { name: 'formation', probability: 0.7, came: false },
    ]);
  });
});

describe('predictions that proved too sure', () => {
  const ends = Array.from({ length: 12 }, (): End => 'completed');
  const far = verdictsOf(
    campaign,
    foretoldBefore(campaign, told(ends, [95, 85, 95, 85, 95, 85, 95, 85, 95, 90, 90, 90])),
  );
  const near = verdictsOf(
    campaign,
    foretoldBefore(campaign, told(ends, [91, 89, 90.5, 89.5, 91, 88.6, 90, 90, 90.4, 90, 90, 90])),
  );

  it('are widened', () => {
    const { capacity_retention: factor } = wideningOf(far);
    expect(factor).toBeGreaterThan(2);
    expect(wideningOf(near)).toEqual({});
  });

  it('are announced once, when it begins and when it ends', () => {
    const [begun] = wideningNotices(far, {});
    expect(begun).toMatchObject({ kind: 'notice', body: { level: 'warning' } });
    expect(JSON.stringify(begun)).toMatch(
      /25 % of what came out .* at least 67 % expected: predictions are widened by/,
    );
    expect(wideningNotices(far, { capacity_retention: 2.2 })).toEqual([]);
    expect(wideningNotices(near, { capacity_retention: 2.2 })).toMatchObject([{ body: { level: 'info' } }]);
    expect(wideningNotices(near, {})).toEqual([]);
  });
});
