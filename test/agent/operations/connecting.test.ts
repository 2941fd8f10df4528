import { describe, expect, it } from '@jest/globals';
import { connectAll } from '../../../agent/operations/connecting.js';
import { ManualClock } from '../../../core/clock.js';
import { InstrumentError, type Fault } from '../../../drivers/instrument-error.js';

const never = new AbortController().signal;
const there = { connect: () => Promise.resolve() };

describe('connecting the instruments of a lab', () => {
  /** A tester that is there after so many seconds, and everything that was said while it was waited for. */
  function start(fault: Fault, appearsAfterS: number) {
    const clock = new ManualClock(0);
    const told: string[] = [];
    const cycler = {
      attempts: 0,
      async connect(): Promise<void> {
        this.attempts += 1;
        if (clock.monotonic() < 1000 * appearsAfterS)
          throw new InstrumentError('cycler', fault, 'no serial port at /dev/tester');
      },
    };
    let end = 'pending';
    void connectAll({ robot: there, cycler, station: there }, clock, never, (text) => told.push(text)).then(
      () => (end = 'connected'),
      (error: unknown) => (end = (error as Error).message),
    );
    return { clock, told, cycler, end: () => end };
  }

  it('waits for a tester that is still switching on, and says so once', async () => {
    const { clock, told, end } = start('absent', 8);
    await clock.advance(7000);
    expect(end()).toBe('pending');
    await clock.advance(2000);
    expect(end()).toBe('connected');
    expect(told).toEqual(['waiting up to 15 s for cycler: no serial port at /dev/tester']);
  });

  it('gives a tester up that does not appear, with what to do', async () => {
    const { clock, end } = start('absent', Infinity);
    await clock.advance(14_000);
    expect(end()).toBe('pending');
    await clock.advance(2000);
    expect(end()).toBe('cannot reach 1 of 3 instruments:\n  cycler: no serial port at /dev/tester');
  });

  it('waits for a minute where nothing answers', async () => {
    const { clock, end } = start('not-sent', 50);
    await clock.advance(51_000);
    expect(end()).toBe('connected');
  });

  it.each(['set-up', 'wrong-peer', 'protocol'] as const)(
    'does not wait where a person is needed (%s)',
    async (fault) => {
      const { clock, told, cycler, end } = start(fault, 5);
      await clock.advance(10_000);
      expect(end()).toContain('cannot reach 1 of 3');
      expect(cycler.attempts).toBe(1);
      expect(told).toEqual([]);
    },
  );
});
