import { describe, expect, it } from '@jest/globals';
import { reductionPeakFigure } from '../../../agent/analysis/differential/reduction-figure.js';
import { ORDINARY_INSTRUMENTS } from '../../../agent/analysis/instrument-budget.js';
import type { Cycle } from '../../../agent/analysis/cycling/cycle.js';
import { reductionOf } from '../../../agent/experiment/reduction-potentials.js';
import { recordedFirstCharge } from '../../../bench/analysis/first-charge.js';
import { recipeOf } from '../../../bench/analysis/trial-cells.js';
import { seededRng } from '../../../core/rng.js';
import { NOMINAL } from '../../../simulators/world/cell/variation.js';

const SLOW = { cRate: 0.05, temperatureK: 298.15 };
const recording = { everyS: 120, restCurrentA: 2.4e-6 };

/** The figure of a charge of `inside`, when `asked` is what the recipe says. */
function figureOf(inside: Record<string, number>, asked: Record<string, number>) {
  const series = recordedFirstCharge(recipeOf(SLOW, inside), NOMINAL, seededRng('figure'));
  const first = { cycle: 1, firstRow: 0, lastRow: series.length - 1, quality: 'valid', reason: '' } as Cycle;
  return reductionPeakFigure(
    series,
    [first],
    recording,
    reductionOf(recipeOf(SLOW, asked))!,
    ORDINARY_INSTRUMENTS,
  );
}

describe('the reduction peak of a recipe', () => {
  it('is a voltage with its uncertainty, the share of the current and the charge', () => {
    const found = figureOf({ VC: 2 }, { VC: 2 });
    expect(found).toMatchObject({ quantity: 'reduction_peak_voltage', unit: 'V', quality: 'valid' });
    expect(Math.abs(found.value! - found.detail['expectedV']!)).toBeLessThan(0.1);
    expect(found.standardUncertainty).toBeLessThan(0.02);
    expect(found.detail['share']).toBeGreaterThan(0.5);
    expect(found.detail['chargeMAh']).toBeGreaterThan(0.02);
  });

  it('has no value when the additive was left out: the peak of EC is not taken for it', () => {
    expect(figureOf({}, { VC: 2 })).toMatchObject({
      value: null,
      reason: 'no reduction peak of VC stands out of cycle 1',
    });
  });

  it('is not asked for without an additive, nor in a cell of another cathode', () => {
    expect(reductionOf(recipeOf(SLOW, {}))).toBeUndefined();
    const other = { ...recipeOf(SLOW, { VC: 2 }), cellType: 'coin-2032-LFP-graphite' as const };
    expect(reductionOf(other)).toBeUndefined();
  });
});
