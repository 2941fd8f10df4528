import { describe, expect, it } from '@jest/globals';
import { Workload } from '../../../agent/cli/workload.js';
import { RECIPE } from '../a-record.js';

describe('the workload of a campaign', () => {
  it('counts what has ended, and what runs by its share', () => {
    const workload = new Workload(4);
    workload.begin('E1', RECIPE);
    expect(workload.share).toBe(0);
    workload.progress('E1.age', 1);
    expect(workload.share).toBeCloseTo(0.25);
    workload.end('E1', true);
    expect(workload.share).toBe(0.25);
    expect(workload.count).toBe('1 of 4 experiments');
  });

  it('goes up from formation to ageing, and does not fall between the two', () => {
    const workload = new Workload(1);
    workload.begin('E1', RECIPE);
    const shares = ['E1.formulate', 'E1.form', 'E1.form', 'E1.age', 'E1.age'].map((jobId, k) => {
      workload.progress(jobId, [1, 0.5, 1, 0, 0.9][k]!);
      return workload.share;
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares[3]).toBe(shares[2]);
  });

  it('does not count an experiment that was stopped and will be repeated', () => {
    const workload = new Workload(2);
    workload.begin('E1', RECIPE);
    workload.progress('E1.form', 1);
    workload.end('E1', false);
    expect(workload.share).toBe(0);
  });

  it('is idle before the first begins and after the last has ended', () => {
    const workload = new Workload(2);
    const idle = [workload.isIdle];
    workload.begin('E1', RECIPE);
    idle.push(workload.isIdle);
    workload.end('E1', false);
    expect([...idle, workload.isIdle]).toEqual([true, false, true]);
  });

  it('says how long is left at the pace so far', () => {
    const workload = new Workload(4);
    expect(workload.remainingS(0)).toBeUndefined();
    workload.begin('E1', RECIPE);
    workload.end('E1', true);
    expect(workload.remainingS(100)).toBeCloseTo(300);
  });

  it('does not take the pace from what ended in an earlier run', () => {
    const workload = new Workload(4);
    workload.alreadyEnded(2);
    expect(workload.remainingS(100)).toBeUndefined();
    workload.begin('E3', RECIPE);
    workload.end('E3', true);
    expect(workload.remainingS(100)).toBeCloseTo(100);
  });

  it('ignores the progress of what it does not know', () => {
    const workload = new Workload(1);
    workload.progress('E9.form', 1);
    expect(workload.share).toBe(0);
  });
});
