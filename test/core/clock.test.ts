import { execFileSync } from 'node:child_process';
import { describe, expect, it, jest } from '@jest/globals';
import { LabClock, ManualClock, SteadyClock, SystemClock } from '../../core/clock.js';

describe('clocks', () => {
  it('wakes sleepers in the order of their deadlines', async () => {
    const clock = new ManualClock(0);
    const woken: string[] = [];
    const sleepers = [
      clock.sleep(200).then(() => woken.push(`late ${clock.now()}`)),
      clock.sleep(100).then(() => woken.push(`early ${clock.now()}`)),
    ];
    await clock.advance(300);
    await Promise.all(sleepers);
    expect(woken).toEqual(['early 100', 'late 200']);
    expect(clock.now()).toBe(300);
  });

  it('ends a sleep with the reason of its signal', async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const sleep = clock.sleep(1000, stop.signal);
    stop.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(1, stop.signal)).rejects.toThrow('enough');
  });

  it('runs lab time faster than link time by its factor', async () => {
    const link = new ManualClock(1000);
    const lab = new LabClock(link, { linkMs: 1000, labMs: 0, factor: 60 });
    const slept = lab.sleep(60_000).then(() => lab.now());
    await link.advance(1000);
    expect(await slept).toBe(60_000);
  });
});

describe('the clock of the host', () => {
  it('sleeps for what it was told, and ends early with the reason of its signal', async () => {
    const clock = new SystemClock();
    const startMs = clock.monotonic();
    await clock.sleep(30);
    expect(clock.monotonic() - startMs).toBeGreaterThanOrEqual(29);
    const stop = new AbortController();
    const sleep = clock.sleep(2 ** 40, stop.signal);
    stop.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
  });
});

describe('the steady clock of the host', () => {
  it('does not follow when the time of day is set', () => {
    const clock = new SteadyClock();
    const beforeMs = clock.now();
    const setAhead = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    const afterMs = clock.now();
    setAhead.mockRestore();
    expect(afterMs - beforeMs).toBeGreaterThanOrEqual(0);
    expect(afterMs - beforeMs).toBeLessThan(60_000);
  });

  it('shows every process of the host the same', () => {
    const clock = new SteadyClock();
    const beforeMs = clock.now();
    const read = 'process.stdout.write(String(Number(process.hrtime.bigint()) / 1e6))';
    const elsewhereMs = Number(execFileSync(process.execPath, ['-e', read], { encoding: 'utf8' }));
    expect(elsewhereMs).toBeGreaterThanOrEqual(beforeMs);
    expect(elsewhereMs).toBeLessThanOrEqual(clock.now());
  });
});
