import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import type { Forecast } from '../../../planner/calibration/forecast.js';
import { regressed, regressionSlope } from '../../../planner/design/regression.js';
import { fitLoss } from '../../../planner/loss-model.js';

const rng = seededRng('regression');

/** Results that keep `share` of what was foretold of them. */
function forecasts(share: number, count: number): Forecast[] {
  return Array.from({ length: count }, () => {
    const beyond = rng.normal();
    return { mean: 5 + beyond, sd: 0.1, value: 5 + share * beyond + 0.1 * rng.normal() };
  });
}

describe('the slope of results over what was foretold of them', () => {
  it('is what held-out results kept of it, once there are many', () => {
    expect(Math.abs(regressionSlope(forecasts(0.5, 2000), 5) - 0.5)).toBeLessThan(0.02);
  });

  it('is believed slowly, and never stretches', () => {
    const few = regressionSlope(forecasts(0, 10), 5);
    expect(few).toBeGreaterThan(0.4);
    expect(few).toBeLessThan(0.6);
    expect(regressionSlope(forecasts(2, 100), 5)).toBe(1);
    expect(regressionSlope([], 5)).toBe(1);
  });

  it('draws the means of a model to that of its results and leaves its standard deviations', () => {
    const measured = Array.from({ length: 12 }, (_, i) => {
      return { features: Float64Array.of(i / 11), loss: 3 + Math.sin(i), sd: 0.1 };
    });
    const loss = fitLoss(measured, { failed: [], lowFidelity: new Set() });
    const nearer = regressed(loss, 0.5);
    const at = [Float64Array.of(0.3), Float64Array.of(0.9)];
    const [before, after] = [loss.gp.posterior(at), nearer.gp.posterior(at)];
    for (const k of at.keys()) {
      expect(after.mean[k]! - loss.gp.offset).toBeCloseTo(0.5 * (before.mean[k]! - loss.gp.offset), 7);
      expect(after.variance[k]!).toBeCloseTo(before.variance[k]!, 7);
    }
    expect(nearer.gp.noiseVariance).toBeCloseTo(loss.gp.noiseVariance, 7);
    expect(nearer.typicalSd).toBeCloseTo(loss.typicalSd, 9);
  });
});
