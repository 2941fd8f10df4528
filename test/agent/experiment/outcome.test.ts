import { describe, expect, it } from '@jest/globals';
import { aborted, failed } from '../../../agent/experiment/outcome.js';
import { stageOf, STEPS } from '../../../agent/experiment/steps.js';

describe('the outcome of an experiment', () => {
  it('that failed keeps the failure, and no value counts', () => {
    const failure = {
      stage: 'formation',
      category: 'dimensional',
      attribution: 'machine',
      cause: 'hard-short',
      evidence: '1.0 mV',
    } as const;
    expect(failed(failure)).toEqual({
      execution: { status: 'failed', failure },
      validity: { status: 'invalid', reason: '1.0 mV' },
      result: { status: 'none' },
    });
  });

  it('that was stopped names the operator and why', () => {
    const { execution } = aborted('cycling', 'smoke');
    expect(execution.status).toBe('aborted');
    expect(execution.failure).toMatchObject({ attribution: 'operator', stage: 'cycling', evidence: 'smoke' });
  });
});

describe('the stage of an experiment', () => {
  it('is that of its latest step, and the first before any', () => {
    for (const [step, stage] of Object.entries(STEPS)) expect(stageOf(step)).toBe(stage);
    expect(stageOf(null)).toBe('formulation');
    expect(stageOf('toString')).toBe('formulation');
  });
});
