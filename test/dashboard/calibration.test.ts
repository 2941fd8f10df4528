import { describe, expect, it } from '@jest/globals';
import { judgedResults } from '../../dashboard/data/calibration.js';
import type { Report, ReportedExperiment } from '../../dashboard/data/report.js';
import { anExperiment } from './a-lab.js';

const RESULT = { predicted: { mean: 90, sd: 1 }, observed: { value: 91, sd: 0.5 }, zScore: 1 };

function experiment(id: string, changes: Partial<ReportedExperiment>): ReportedExperiment {
  const made = anExperiment(1) as unknown as ReportedExperiment;
  return { ...made, id, failure: null, results: [RESULT], ...changes };
}

function blamedOn(attribution: string): Pick<ReportedExperiment, 'failure'> {
  return { failure: { stage: 'formation', category: 'other', attribution, cause: 'x', evidence: 'x' } };
}

describe('results that predictions are judged by', () => {
  it('are those that the coverage counts: with a prediction, with a value, of a recipe that did not fail', () => {
    const experiments = [
      experiment('E1', {}),
      experiment('E2', blamedOn('recipe')),
      experiment('E3', blamedOn('machine')),
      experiment('E4', { results: [{ ...RESULT, predicted: null }] }),
      experiment('E5', { results: [{ ...RESULT, observed: null, zScore: null }] }),
    ];
    const report = { experiments } as unknown as Report;
    expect(judgedResults(report, 0).map(({ id }) => id)).toEqual(['E1', 'E3']);
    expect(judgedResults(report, 1)).toEqual([]);
  });
});
