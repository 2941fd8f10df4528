import { describe, expect, it } from '@jest/globals';
import { toText } from '../../../../agent/cli/design/text.js';
import type { DesignReport } from '../../../../agent/design/design-report.js';

/** Of one recipe for `score >= 120`, with this chance. */
function reportWith(probability: number, probabilityByChance: number): DesignReport {
  const quantity = { name: 'score', mean: 78.3, sdModel: 0.3, sdNoise: 0.1, interval: [77, 79] as const };
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
    ...{ widening: {}, skill: {}, extrapolated: [], notes: [] },
  };
}

describe('designs for people', () => {
  it('are held against recipes by chance', () => {
    expect(toText(reportWith(0.5, 0.1))).toContain('has P 0.10: the best one here is 5 times as likely.');
  });

  it('that are hopeless are not called likelier than anything', () => {
    expect(toText(reportWith(0, 0))).toContain('A recipe drawn from the space by chance has P 0.00.\n');
    expect(toText(reportWith(3e-215, 9e-323))).not.toContain('times');
  });
});
