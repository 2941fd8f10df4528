import { describe, expect, it } from '@jest/globals';
import { stepsOf } from '../../dashboard/data/steps.js';

const job = (step: string, state: string): { step: string; state: string } => ({ step, state });
const begun = [job('formulate', 'completed'), job('assemble', 'completed'), job('load', 'completed')];

function stateOf(name: string, ...of: Parameters<typeof stepsOf>): unknown {
  const { state, share } = stepsOf(...of).find((step) => step.name === name)!;
  return [state, share];
}

describe('the steps of an experiment', () => {
  it('are done, under way or to come while it runs', () => {
    const jobs = [...begun, job('form', 'acknowledged')];
    expect(stateOf('load', jobs, false, 0.4)).toEqual(['completed', 1]);
    expect(stateOf('form', jobs, false, 0.4)).toEqual(['under way', 0.4]);
    expect(stateOf('age', jobs, false, 0.4)).toEqual(['to come', 0]);
  });

  it('that a failure kept from beginning were left out, not done, though the cell was taken away', () => {
    const jobs = [...begun, job('form', 'failed'), job('discard', 'completed')];
    expect(stateOf('form', jobs, true, 0)).toEqual(['failed', 1]);
    expect(stateOf('age', jobs, true, 0)).toEqual(['left out', 0]);
    expect(stateOf('discard', jobs, true, 0)).toEqual(['completed', 1]);
  });

  it('are as their latest job has it when they were tried twice', () => {
    expect(stateOf('form', [...begun, job('form', 'failed'), job('form', 'completed')], true, 0)).toEqual([
      'completed',
      1,
    ]);
  });
});
