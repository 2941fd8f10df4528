import { describe, expect, it } from '@jest/globals';
import { DASH } from '../../dashboard/data/format.js';
import { bestSoFar, cameOut, endOf, type Report } from '../../dashboard/data/report.js';
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

describe('an experiment in a list', () => {
  const failure = {
    ...{ stage: 'formation', category: 'other', attribution: 'recipe' },
    ...{ cause: 'lithium-plating', evidence: '' },
  };

  it('shows what came out with its uncertainty, and a limit with its side', () => {
    expect(cameOut({ observed: { value: 94.63, sd: 0.52 } })).toBe('94.6 ± 0.5');
    expect(cameOut({ observed: null, limit: { value: 95.912, side: 'below' } })).toBe('below 95.91');
    expect(cameOut({ observed: null })).toBe(DASH);
  });

  it('shows how it ended, what was found on it and what is out of bounds', () => {
    const broken = ['film_resistance 50.00 Ohm, at most 45 Ohm wanted'];
    expect(endOf({ status: 'completed', failure: null, broken: [] })).toBe('completed');
    expect(endOf({ status: 'completed', failure, broken })).toBe(
      'completed: lithium plating; film resistance 50.00 Ω, at most 45 Ω wanted',
    );
  });
});
