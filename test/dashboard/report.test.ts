import { describe, expect, it } from '@jest/globals';
import { bestSoFar, type Report } from '../../dashboard/data/report.js';
import { anExperiment } from './a-lab.js';

function aReport(
  values: readonly (number | null)[],
  direction: 'maximise' | 'minimise' = 'maximise',
): Report {
  return {
    campaign: 'c',
    objectives: [{ quantity: 'q', unit: '%', direction }],
    experiments: values.map((value, k) => ({
      ...(anExperiment(k) as unknown as Report['experiments'][number]),
      results: [{ predicted: null, observed: value === null ? null : { value, sd: 0 }, zScore: value }],
    })),
    best: [],
    failures: {},
    labTimeS: 0,
  };
}

describe('a campaign so far', () => {
  it('keeps the best through experiments that measured nothing', () => {
    expect(bestSoFar(aReport([null, 2, 1, null, 3]), 0)).toEqual([undefined, 2, 2, 2, 3]);
    expect(bestSoFar(aReport([2, 1, 3], 'minimise'), 0)).toEqual([2, 1, 1]);
  });
});
