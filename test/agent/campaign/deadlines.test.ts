import { beforeEach, describe, expect, it } from '@jest/globals';
import { Deadlines } from '../../../agent/campaign/deadlines.js';
import { ManualClock } from '../../../core/clock.js';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 0, 1, 12);

describe('what is to be done at a date', () => {
  let lab: ManualClock;
  let deadlines: Deadlines;
  /** What was done, and at which hour of the day. */
  let done: [string, number][];
  let isFull: boolean;
  let record: () => void;
  let troubles: string[];

  beforeEach(() => {
    lab = new ManualClock(NOON_MS);
    [done, troubles, isFull, record] = [[], [], false, () => undefined];
    deadlines = new Deadlines({
      record: {
        onEvent: (listener) => {
          record = listener as () => void;
          return () => undefined;
        },
      },
      lab,
      act: async (id) => {
        if (isFull) throw new Error('no space');
        done.push([id, new Date(lab.now()).getUTCHours()]);
      },
      onTrouble: ({ message }) => troubles.push(message),
    });
  });

  const set = (id: string, hour: number): void => {
    deadlines.set(id, `2026-01-01T${hour}:00:00.000Z`);
  };

  it('is done then, each at its own date, also when nobody looks in between', async () => {
    set('late', 20);
    set('early', 18);
    await lab.advance(12 * HOUR_MS);
    expect(done).toEqual([
      ['early', 18],
      ['late', 20],
    ]);
  });

  it('is done at once when its date has passed already', async () => {
    set('late', 11);
    await lab.advance(0);
    expect(done).toEqual([['late', 12]]);
  });

  it('is done at the first look of a host that slept over it, and once', async () => {
    set('supper', 18);
    await lab.advance(HOUR_MS);
    lab.set(8 * HOUR_MS);
    deadlines.look();
    await lab.advance(6 * HOUR_MS);
    expect(done).toEqual([['supper', 21]]);
  });

  it('waits for its date when the clock is set back', async () => {
    set('supper', 18);
    lab.set(-2 * HOUR_MS);
    await lab.advance(6 * HOUR_MS);
    expect(done).toEqual([]);
    await lab.advance(2 * HOUR_MS);
    expect(done).toEqual([['supper', 18]]);
  });

  it('is done as soon as the record takes anything, when it had no room then', async () => {
    set('supper', 18);
    isFull = true;
    await lab.advance(7 * HOUR_MS);
    expect(troubles).toEqual(['the deadline of supper could not be recorded']);
    isFull = false;
    record();
    await lab.advance(0);
    expect(done).toEqual([['supper', 19]]);
  });

  it('is done no more after a stop', async () => {
    set('supper', 18);
    deadlines.stop();
    await lab.advance(7 * HOUR_MS);
    deadlines.look();
    await lab.advance(0);
    expect(done).toEqual([]);
  });
});
