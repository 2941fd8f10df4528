import { describe, expect, it } from '@jest/globals';
import type { Attribution } from '../../../agent/experiment/outcome.js';
import { caseOf, classesOf, macroAverage } from '../../../bench/diagnosis/confusion.js';
import { lessonsOf } from '../../../bench/diagnosis/lessons.js';
import type { Trial } from '../../../bench/diagnosis/trial.js';
import type { TrueFault } from '../../../simulators/lab/room.js';

const leak: TrueFault = { cause: 'leak', attribution: 'machine' };
const plating: TrueFault = { cause: 'lithium-plating', attribution: 'recipe' };

function aTrial(truths: readonly TrueFault[], cause?: string, attribution: Attribution = 'machine'): Trial {
  const failure =
    cause && ({ stage: 'cycling', category: 'other', attribution, cause, evidence: '' } as const);
  return { id: 'T', kind: 'test', truths, signs: {}, ...(failure && { failure }) } as unknown as Trial;
}

describe('a case', () => {
  it('counts the cause that was named among several, else the first', () => {
    expect(caseOf(aTrial([leak, plating], 'lithium-plating'))).toMatchObject({ truth: 'lithium-plating' });
    expect(caseOf(aTrial([leak, plating], 'gassing'))).toMatchObject({ truth: 'leak', diagnosed: 'gassing' });
    expect(caseOf(aTrial([]))).toMatchObject({ truth: 'healthy', diagnosed: 'healthy' });
  });
});

describe('the classes', () => {
  it('count alike in the average, however many cases each has', () => {
    const cases = [
      ...Array.from({ length: 9 }, () => aTrial([])),
      aTrial([leak]),
      aTrial([leak], 'leak'),
      aTrial([leak], 'gassing'),
      aTrial([leak]),
    ].map(caseOf);
    const classes = classesOf(cases);
    expect(classes.map(({ truth, count, agreed }) => [truth, count, agreed])).toEqual([
      ['healthy', 9, 9],
      ['leak', 4, 1],
    ]);
    expect(classes[1]?.mistaken).toEqual([
      ['healthy', 2],
      ['gassing', 1],
    ]);
    expect(macroAverage(classes)).toBeCloseTo(0.625, 9);
  });
});

describe('what the planner is told', () => {
  it('is counted where one side alone is to blame', () => {
    const trials = [
      aTrial([leak], 'leak'),
      aTrial([leak], 'lithium-plating', 'recipe'),
      aTrial([plating], 'lithium-plating', 'recipe'),
      aTrial([plating]),
      aTrial([leak, plating], 'leak'),
      aTrial([]),
    ];
    expect(lessonsOf(trials)).toEqual({
      machineFaults: 2,
      toldAsRecipe: 1,
      recipeFaults: 2,
      recipeFaultsTold: 1,
    });
  });
});
