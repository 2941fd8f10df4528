import { describe, expect, it } from '@jest/globals';
import { audit, isWhole } from '../../../agent/audit/audit.js';
import type { JournalFact } from '../../../agent/audit/journal.js';
import type { RecordedExperiment } from '../../../agent/audit/verdicts.js';
import type { Attribution } from '../../../agent/experiment/outcome.js';

const JOB = 'E0001.form';
const TESTER = { instrument: 'tester', labMs: 0 };

function started(jobId = JOB): JournalFact {
  return { kind: 'program.started', ...TESTER, jobId };
}

function ended(state: string, jobId = JOB): JournalFact {
  return { kind: 'program.ended', ...TESTER, jobId, end: { state } };
}

function fault(cause: string, attribution: 'recipe' | 'machine', jobId = JOB): JournalFact {
  return { kind: 'fault', ...TESTER, jobId, fault: { cause, attribution } };
}

const command = (state: string, jobId = JOB) => ({ jobId, experimentId: 'E0001', state });

describe('the commands of a record, held against the journal', () => {
  it.each([
    ['completed', 'completed'],
    ['interrupted', 'interrupted'],
    ['completed', 'acknowledged'],
    ['aborted', 'unknown'],
  ])('agree when a program ended as %s and the record says %s', (truth, recorded) => {
    const result = audit([started(), ended(truth)], [command(recorded)], []);
    expect(result).toMatchObject({ programs: 1, lost: [], repeated: [], invented: [] });
    expect(isWhole(result)).toBe(true);
  });

  it('agree about a program that still runs', () => {
    expect(isWhole(audit([started()], [command('acknowledged')], []))).toBe(true);
  });

  it('miss a program that the record does not know', () => {
    const result = audit([started(), ended('completed')], [], []);
    expect(result.lost).toEqual([`${JOB} was carried out, the record does not know it`]);
    expect(isWhole(result)).toBe(false);
  });

  it('miss the true end of a program', () => {
    const result = audit([started(), ended('failed')], [command('completed')], []);
    expect(result.lost).toEqual([`${JOB} ended as failed, the record says completed`]);
  });

  it('call a program that was carried out not executed: lost', () => {
    const result = audit([started(), ended('completed')], [command('not-executed')], []);
    expect(result.lost).toEqual([`${JOB} ended as completed, the record says not-executed`]);
  });

  it('are repeated when one job was carried out twice', () => {
    const result = audit([started(), ended('completed'), started()], [command('completed')], []);
    expect(result.repeated).toEqual([`${JOB} was carried out 2 times`]);
    expect(isWhole(result)).toBe(false);
  });

  it.each([
    ['completed', 1],
    ['aborted', 1],
    ['not-executed', 0],
    ['unknown', 0],
    ['intended', 0],
  ])('that say %s of a program that never ran are %d inventions', (state, count) => {
    expect(audit([], [command(state)], []).invented).toHaveLength(count);
  });
});

describe('the diagnoses of a record, held against the journal', () => {
  type Case = readonly [string, JournalFact[], [string, Attribution] | undefined, number];

  function experiment(failure: [string, Attribution] | undefined, status = 'failed'): RecordedExperiment {
    if (!failure) return { id: 'E0001', status: 'completed', failure: undefined };
    const [cause, attribution] = failure;
    const common = { stage: 'formation', category: 'other', evidence: '' } as const;
    return { id: 'E0001', status, failure: { ...common, cause, attribution } };
  }

  it.each<Case>([
    ['a fault that was found', [fault('channel-fault', 'machine')], ['channel-fault', 'machine'], 0],
    ['a fault that went unnoticed', [fault('hard-short', 'machine')], undefined, 1],
    ['a fault blamed on the recipe', [fault('dispensing-error', 'machine')], ['insoluble', 'recipe'], 1],
    ['a fault with the wrong culprit', [fault('insoluble', 'recipe')], ['insoluble', 'machine'], 1],
    ['a fault that never happened', [], ['channel-fault', 'machine'], 1],
    ['a cell that died of its recipe', [], ['dead-cell', 'recipe'], 0],
    ['a cell that the tester gave up', [], ['cell-failed', 'unknown'], 0],
    [
      'a power loss that looked like a lost link',
      [fault('power-loss', 'machine')],
      ['link-lost', 'machine'],
      0,
    ],
    ['nothing wrong', [], undefined, 0],
    ['a fault of another experiment', [fault('hard-short', 'machine', 'E00010.form')], undefined, 0],
    [
      'two faults of which one was found',
      [fault('dispensing-error', 'machine'), fault('insoluble', 'recipe')],
      ['dispensing-error', 'machine'],
      0,
    ],
  ])('judge %s', (_case, journal, failure, count) => {
    const { misdiagnosed } = audit(journal, [], [experiment(failure)]);
    expect(misdiagnosed).toHaveLength(count);
  });

  it('leave experiments alone that still run or that an operator stopped', () => {
    const journal = [fault('hard-short', 'machine')];
    expect(audit(journal, [], [experiment(['stopped', 'operator'], 'aborted')]).misdiagnosed).toEqual([]);
    expect(audit(journal, [], [{ ...experiment(undefined), status: 'running' }]).misdiagnosed).toEqual([]);
  });

  it('do not decide whether a record is whole', () => {
    const result = audit([fault('hard-short', 'machine')], [], [experiment(undefined)]);
    expect(result.misdiagnosed).toEqual(['E0001: hard-short (machine) went unnoticed']);
    expect(isWhole(result)).toBe(true);
  });
});
