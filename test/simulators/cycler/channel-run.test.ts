import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { drawFault } from '../../../simulators/cycler/channel-fault.js';
import { ChannelRun } from '../../../simulators/cycler/channel-run.js';
import type { ProtocolRun } from '../../../simulators/cycler/protocol-run.js';

/** Physics with a row every ten seconds, which ends with the fourth. */
function fourRows(): ProtocolRun {
  let due: number[] = [];
  let left = [0, 10, 20, 30];
  return {
    advanceTo: (testTimeS) => {
      due = left.filter((timeS) => timeS <= testTimeS);
      left = left.filter((timeS) => timeS > testTimeS);
    },
    takeRows: () => due.map((timeS) => [timeS, 1, 1, 3 + timeS / 100, 0.01, 298]),
    get state() {
      return left.length > 0 ? ('running' as const) : ('completed' as const);
    },
    cell: { snapshot: () => ({}) },
    testTimeS: 0,
    expectedTimeS: 30,
  };
}

/** The same without an end. */
function endless(): ProtocolRun {
  return Object.defineProperty(fourRows(), 'state', { value: 'running' });
}

function channelRun(run: ProtocolRun, fault?: { freezesAtS: number; failsAtS: number }): ChannelRun {
  const measure = (row: readonly number[]) => row.with(3, row[3]! + 1);
  return new ChannelRun({ run, startedMs: 1000, fault, measure });
}

describe('a job in a channel', () => {
  it('shows no row before its time, and ends when the last one is shown', () => {
    const job = channelRun(fourRows());
    job.advance(1000 + 25_000, 600);
    expect(job.takeFresh().map(([timeS]) => timeS)).toEqual([0, 10, 20]);
    expect([job.outcome, job.testTimeS]).toEqual([undefined, 25]);
    job.advance(1000 + 30_000, 600);
    expect(job.takeFresh()).toEqual([[30, 1, 1, 4.3, 0.01, 298]]);
    expect([job.takeFresh(), job.outcome]).toEqual([[], { state: 'completed' }]);
  });

  it('catches up in slices and says whether more is due', () => {
    const job = channelRun(endless());
    expect([job.advance(1000 + 25_000, 10), job.testTimeS]).toEqual([true, 10]);
    expect([job.advance(1000 + 25_000, 10), job.testTimeS]).toEqual([true, 20]);
    expect([job.advance(1000 + 25_000, 10), job.testTimeS]).toEqual([false, 25]);
  });

  it('repeats the last voltage from the moment it freezes, and fails at the moment it trips', () => {
    const job = channelRun(endless(), { freezesAtS: 15, failsAtS: 25 });
    job.advance(1000 + 1e6, 600);
    expect(job.takeFresh().map((row) => row[3])).toEqual([4, 4.1, 4.1]);
    expect(job.outcome).toMatchObject({ state: 'failed', fault: { code: 'channel-hardware' } });
    expect(job.testTimeS).toBe(25);
  });
});

describe('a channel fault', () => {
  it('comes as often as configured, within the job, and the same way for the same job', () => {
    const drawn = Array.from({ length: 2000 }, (_, i) =>
      drawFault(seededRng('f').split(`job-${i}`), 0.1, 1000),
    );
    const faults = drawn.filter((fault) => fault !== undefined);
    expect(faults.length / drawn.length).toBeCloseTo(0.1, 1);
    for (const { freezesAtS, failsAtS } of faults) {
      expect(freezesAtS).toBeGreaterThan(0);
      expect(failsAtS).toBeGreaterThan(freezesAtS);
      expect(failsAtS).toBeLessThan(1000);
    }
    expect(drawFault(seededRng('f').split('job-3'), 1, 1000)).toEqual(
      drawFault(seededRng('f').split('job-3'), 1, 1000),
    );
  });
});
