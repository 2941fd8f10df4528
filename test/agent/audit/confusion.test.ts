import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confusionOf, NOTHING, type Verdict } from '../../../agent/audit/confusion.js';

const LEAK = { truth: 'leak', said: 'leak' };
const SOUND = { truth: NOTHING, said: NOTHING };

describe('a confusion table', () => {
  it('counts what was said against what happened', () => {
    const { causes, counts } = confusionOf([SOUND, SOUND, LEAK, { truth: 'leak', said: 'hard-short' }]);
    expect(causes).toEqual([NOTHING, 'hard-short', 'leak']);
    expect(counts).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 1, 1],
    ]);
  });

  it('weighs a rare cause as much as a common one in its macro average', () => {
    const missed = { truth: 'leak', said: NOTHING };
    const { accuracy, macroAverage, recall } = confusionOf([...Array<Verdict>(9).fill(SOUND), missed]);
    expect(accuracy).toBeCloseTo(0.9, 12);
    expect(macroAverage).toBeCloseTo(0.5, 12);
    expect(recall).toEqual([1, 0]);
  });

  it('has no accuracy without experiments, and no recall of what never happened', () => {
    expect(confusionOf([])).toMatchObject({ accuracy: null, macroAverage: null, recall: [null] });
    expect(confusionOf([{ truth: NOTHING, said: 'leak' }]).recall).toEqual([0, null]);
  });

  it('holds every experiment once, whatever was said', () => {
    const cause = fc.constantFrom(NOTHING, 'leak', 'hard-short', 'gassing');
    fc.assert(
      fc.property(fc.array(fc.record({ truth: cause, said: cause })), (verdicts) => {
        const { counts, accuracy } = confusionOf(verdicts);
        expect(counts.flat().reduce((a, b) => a + b, 0)).toBe(verdicts.length);
        const right = verdicts.filter(({ truth, said }) => truth === said).length;
        if (accuracy !== null) expect(accuracy * verdicts.length).toBeCloseTo(right, 9);
      }),
    );
  });
});
