import { describe, expect, it } from '@jest/globals';
import { lagsOf } from '../../../agent/audit/lag.js';
import { ended, HOUR_MS, started } from './facts.js';

describe('the lag', () => {
  it('of the tester is how much later than its time a program ended', () => {
    const journal = [started(0, 'a'), started(0, 'b'), ended(1, 'a', 3600), ended(2, 'b', 7140)];
    expect(lagsOf(journal, []).tester).toEqual({ count: 2, medianS: 60, p99S: 60, maxS: 60 });
  });

  it('of the tester leaves out what has no test time, and what did not complete', () => {
    const cut = { ...ended(9, 'c', 60), end: { state: 'interrupted', result: { testTimeS: 60 } } };
    const journal = [started(0, 'a', 'robot'), ended(1, 'a', undefined, 'robot'), started(0, 'c'), cut];
    expect(lagsOf(journal as ReturnType<typeof started>[], []).tester.count).toBe(0);
  });

  it('of the agent is how much later than it happened an end is in the record', () => {
    const journal = [started(0, 'a'), ended(1, 'a', 3600), started(0, 'b'), ended(2, 'b', 7200)];
    const settled = [{ jobId: 'a', labMs: HOUR_MS + 30_000 }];
    expect(lagsOf(journal, settled).agent).toEqual({ count: 1, medianS: 30, p99S: 30, maxS: 30 });
  });
});
