import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { drawMisreading, misread, type Misreading } from '../../../simulators/cycler/channel-fault.js';
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

function channelRun(run: ProtocolRun, misreading?: Misreading): ChannelRun {
  const measure = (row: readonly number[]) => row.with(3, row[3]! + 1);
  return new ChannelRun({ run, startedMs: 1000, misreading, measure });
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
    const job = channelRun(endless(), { kind: 'frozen', fromS: 15, untilS: 25 });
    job.advance(1000 + 1e6, 600);
    expect(job.takeFresh().map((row) => row[3])).toEqual([4, 4.1, 4.1]);
    expect(job.outcome).toMatchObject({ state: 'failed', fault: { code: 'channel-hardware' } });
    expect(job.testTimeS).toBe(25);
  });
});

describe('a channel that misreads', () => {
  const row = [100, 1, 1, 3.7, 0.004, 298];
  const last = [90, 1, 1, 3.6, 0.003, 298];

  it.each([
    ['frozen', [100, 1, 1, 3.6, 0.003, 298]],
    ['nan', [100, 1, 1, NaN, NaN, 298]],
    ['clipped', [100, 1, 1, 3.7, 0.001, 298]],
    ['wrong-range', [100, 1, 1, 3.7, 0.0004, 298]],
    ['time-gap', undefined],
  ] as const)('reads wrongly, and time and temperature go on: %s', (kind, shown) => {
    expect(misread(row, last, kind)).toEqual(shown);
  });

  it('reads rightly again when it is over, unless it tripped', () => {
    const job = channelRun(endless(), { kind: 'nan', fromS: 5, untilS: 15 });
    job.advance(1000 + 1e6, 600);
    expect(job.takeFresh().map((reading) => reading[3])).toEqual([4, NaN, 4.2, 4.3]);
  });

  it('leaves no rows in a gap', () => {
    const job = channelRun(endless(), { kind: 'time-gap', fromS: 5, untilS: 25 });
    job.advance(1000 + 1e6, 600);
    expect(job.takeFresh().map(([timeS]) => timeS)).toEqual([0, 30]);
  });

  it('can be struck at any time, and what was truly wrong is told once', () => {
    const job = channelRun(endless());
    job.advance(1000 + 12_000, 600);
    expect(job.takeFaults()).toEqual([]);
    job.strike('wrong-range', 10);
    job.advance(1000 + 30_000, 600);
    const currents = job.takeFresh().map((reading) => reading[4]);
    expect(currents).toEqual([0.01, 0.01, 0.001, 0.01]);
    expect(job.takeFaults()).toMatchObject([
      {
        cause: 'channel-fault',
        attribution: 'machine',
        detail: { misreading: 'wrong-range', sinceTestTimeS: 12, untilTestTimeS: 22 },
      },
    ]);
    expect(job.takeFaults()).toEqual([]);
  });

  it('comes as often as its rate says, within the job, and the same way for the same job', () => {
    const quarterS = (365 * 86_400) / 4;
    const draw = (job: number): Misreading | undefined =>
      drawMisreading(seededRng('f').split(`job-${job}`), 0.5, quarterS);
    const drawn = Array.from({ length: 2000 }, (_, job) => draw(job));
    const misreadings = drawn.filter((each) => each !== undefined);
    // 3 sd of a binomial around 1 - exp(-0.5 / 4).
    expect(Math.abs(misreadings.length - 2000 * (1 - Math.exp(-0.125)))).toBeLessThan(44);
    expect(new Set(misreadings.map(({ kind }) => kind)).size).toBe(5);
    for (const { fromS, untilS } of misreadings) {
      expect(fromS).toBeGreaterThan(0);
      expect(fromS).toBeLessThan(quarterS);
      expect(untilS).toBeGreaterThan(fromS);
    }
    expect(drawn.map((_, job) => draw(job))).toEqual(drawn);
  });
});
