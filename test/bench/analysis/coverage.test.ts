import { describe, expect, it } from '@jest/globals';
import { coverageOf } from '../../../bench/analysis/coverage-report.js';
import { coverageTrial, COVERED } from '../../../bench/analysis/coverage-trial.js';

/** `npx tsx bench/analysis/coverage.ts` has the full table. */
const CELLS = 16;

describe('the uncertainty of a figure of merit', () => {
  const trials = Array.from({ length: CELLS }, (_, k) => coverageTrial(`coverage/${k}`)).flat();

  it.each(COVERED)('of %s holds the truth and is not wider than the errors are (N 16)', (figure) => {
    const coverage = coverageOf(trials).find((one) => one.figure === figure)!;
    expect(coverage.count).toBe(CELLS);
    // Of 16 intervals of 95 % all of 13 to 16 hold the truth in 99.1 % of draws.
    expect(coverage.inside).toBeGreaterThanOrEqual(13 / 16);
    // The root mean square of 16 standard normal draws lies within these in 99.9 %.
    expect(coverage.rms).toBeGreaterThan(0.47);
    expect(coverage.rms).toBeLessThan(1.6);
  });

  it('is not that of an instrument without offset', () => {
    const careless = trials.map((trial) => ({
      ...trial,
      standardUncertainty: trial.standardUncertainty / 5,
    }));
    expect(coverageOf(careless).every(({ inside }) => inside < 13 / 16)).toBe(true);
  });
});
