import { describe, expect, it } from '@jest/globals';
import type { Attribution } from '../../../agent/experiment/outcome.js';
import { lessonsOf } from '../../../bench/diagnosis/lessons.js';
import { report } from '../../../bench/diagnosis/report.js';
import type { Trial } from '../../../bench/diagnosis/trial.js';
import { verdictOf } from '../../../bench/diagnosis/verdict-of.js';
import type { TrueFault } from '../../../simulators/lab/room.js';

const leak: TrueFault = { cause: 'leak', attribution: 'machine' };
const plating: TrueFault = { cause: 'lithium-plating', attribution: 'recipe' };

function aTrial(truths: readonly TrueFault[], cause?: string, attribution: Attribution = 'machine'): Trial {
  const failure =
    cause && ({ stage: 'cycling', category: 'other', attribution, cause, evidence: '' } as const);
  const experiment = { status: 'completed' };
  return { id: 'T', kind: 'test', truths, experiment, signs: {}, ...(failure && { failure }) } as Trial;
}

describe('a trial', () => {
  it('counts the cause that was named among several, else the first', () => {
    const found = aTrial([leak, plating], 'lithium-plating', 'recipe');
    expect(verdictOf(found)).toEqual({ truth: 'lithium-plating', said: 'lithium-plating' });
    expect(verdictOf(aTrial([leak, plating], 'gassing'))).toEqual({ truth: 'leak', said: 'gassing' });
    expect(verdictOf(aTrial([]))).toEqual({ truth: 'nothing', said: 'nothing' });
  });

  it('is not told right where the wrong side is blamed', () => {
    const { truth, said } = verdictOf(aTrial([leak], 'leak', 'recipe'));
    expect(said).not.toBe(truth);
  });
});

describe('the report', () => {
  it('has a line for every cause that happened, which count alike in the average', () => {
    const sound = Array.from({ length: 9 }, () => aTrial([]));
    const sick = [aTrial([leak], 'leak'), aTrial([leak], 'gassing'), aTrial([leak]), aTrial([leak])];
    const setting = { experiments: '13', seed: '1', rates: 'x1', cycles: '1', world: '0', seconds: 1 };
    const text = report([...sound, ...sick], setting);
    expect(text).toContain('| nothing | 9 | 100.0 % |  |');
    expect(text).toContain('| leak | 4 | 25.0 % | nothing 2, gassing 1 |');
    expect(text).not.toContain('| gassing |');
    expect(text).toContain('over 2 classes: **62.5 %**');
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
