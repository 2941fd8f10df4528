import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRng } from '../../../core/rng.js';
import { rankedProbabilityScore, type Forecast } from '../../../planner/calibration/forecast.js';
import { isInBand } from '../../../planner/calibration/coverage.js';
import { scaleFactor, judge } from '../../../planner/calibration/recalibration.js';
import { scoreForecasts } from '../../../planner/calibration/scores.js';

/** Forecasts whose results scatter `times` as far as foretold. */
function forecasts(count: number, times: number, seed = 'forecasts'): Forecast[] {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => {
    const [mean, sd] = [10 * rng.normal(), 0.5 + rng.uniform()];
    return { mean, sd, value: mean + times * sd * rng.normal() };
  });
}

describe('scores of forecasts', () => {
  it('of results that scatter as foretold are those of a calibrated model', () => {
    const scores = scoreForecasts(forecasts(2000, 1))!;
    expect(scores.coverage.every(isInBand)).toBe(true);
    expect(scores.meanSquaredZ).toBeCloseTo(1, 1);
    expect(scores.normalisedError).toBeLessThan(0.1);
    expect(scores.verdict.finding).toBe('calibrated');
    expect(scores.skill).toBeGreaterThan(0.8);
  });

  it('of results that scatter twice as far say that the forecasts are too narrow, and by how much', () => {
    const { verdict, coverage, meanSquaredZ, transform } = scoreForecasts(forecasts(2000, 2))!;
    expect(verdict.finding).toBe('narrow');
    expect(verdict.widening).toBeCloseTo(2, 1);
    expect(coverage[2]!.inside).toBeCloseTo(0.589, 1);
    expect(meanSquaredZ).toBeCloseTo(4, 0);
    expect(transform.shares[0]).toBeGreaterThan(transform.band[1]);
    expect(transform.shares[4]).toBeLessThan(transform.band[0]);
  });

  it('leave forecasts that are too wide as they are', () => {
    expect(judge(forecasts(200, 0.3))).toMatchObject({ finding: 'wide', widening: 1 });
  });

  it('say nothing of a handful', () => {
    expect(judge(forecasts(4, 20))).toMatchObject({ finding: 'few', widening: 1 });
    expect(scoreForecasts([])).toBeUndefined();
  });

  it('trip by chance in less than one of a hundred records', () => {
    const tripped = Array.from({ length: 600 }, (_, k) => judge(forecasts(30, 1, `record ${k}`)).finding);
    expect(tripped.filter((finding) => finding === 'narrow').length).toBeLessThanOrEqual(6);
  });
});

describe('the continuous ranked probability score', () => {
  it('is the integral of the squared difference of the distribution functions', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.3, max: 2, noNaN: true }),
        (value, sd) => {
          const step = 0.002;
          let sum = 0;
          let density = 0;
          for (let x = -15; x < 15; x += step) {
            density += (Math.exp(-0.5 * ((x + step / 2) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI))) * step;
            sum += (density - Number(x + step / 2 >= value)) ** 2 * step;
          }
          expect(rankedProbabilityScore({ mean: 0, sd, value })).toBeCloseTo(sum, 2);
        },
      ),
      { numRuns: 20, seed: 1 },
    );
  });
});

describe('the factor of recalibration', () => {
  it('is shrunk to 1 where results are few', () => {
    const far = { mean: 0, sd: 1, value: 3 };
    expect(scaleFactor([])).toBe(1);
    expect(scaleFactor([far])).toBeLessThan(1.5);
    expect(scaleFactor(Array.from({ length: 1000 }, () => far))).toBeCloseTo(3, 1);
  });

  it('is held against one result that went astray', () => {
    const good = forecasts(40, 1);
    expect(scaleFactor([...good, { mean: 0, sd: 1, value: 1e6 }])).toBeLessThan(1.5);
  });
});
