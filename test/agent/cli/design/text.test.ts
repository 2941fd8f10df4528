import { describe, expect, it } from '@jest/globals';
import { toText } from '../../../../agent/cli/design/text.js';
import type { DesignReport } from '../../../../agent/design/design-report.js';

/** Of one recipe for `score >= 120`, with this chance, foretold as this. */
function reportWith(probability: number, probabilityByChance: number, mean = 78.3, sd = 0.3): DesignReport {
  const quantity = {
    name: 'score',
    mean,
    sdModel: sd,
    sdNoise: 0,
    interval: [mean - sd, mean + sd] as const,
  };
  return {
    ...{ about: 'a table', targets: [{ name: 'score', unit: undefined, min: 120 }], seed: 1 },
    designs: [
      {
        parameters: { a: 20 },
        ...{ probability, feasibility: {}, distanceToTried: 0.2 },
        quantities: [{ ...quantity, probability }],
      },
    ],
    probabilityByChance,
    together: { mean: 0, interval: [0, 0], any: 0 },
    ...{ widening: {}, skill: {}, disbelieved: {}, extrapolated: [], notes: [] },
  };
}

describe('designs for people', () => {
  it('are held against recipes by chance', () => {
    expect(toText(reportWith(0.5, 0.1))).toContain('has P 0.10: the best one here is 5 times as likely.');
  });

  it.each([
    [78.312, 0.3, '78.31 ± 0.30'],
    [1.9e-12, 5e-16, '1.90000e-12 ± 5.0e-16'],
    [0, 5e-16, '0e+0 ± 5.0e-16'],
    [2_345_678, 1200, '2345678 ± 1.2e+3'],
  ])('tell %d ± %d with as many places as the uncertainty has', (mean, sd, text) => {
    expect(toText(reportWith(0.5, 0.1, mean, sd))).toContain(` ${text} `);
  });

  it('that are hopeless are not called likelier than anything', () => {
    expect(toText(reportWith(0, 0))).toContain('A recipe drawn from the space by chance has P 0.00.\n');
    expect(toText(reportWith(3e-215, 9e-323))).not.toContain('times');
  });
});
