import { describe, expect, it } from '@jest/globals';
import { makeLabSafe } from '../../../agent/operations/safe-lab.js';
import type { NewEvent } from '../../../agent/record/lab-event.js';
import { ManualClock } from '../../../core/clock.js';
import { InstrumentError, type Fault } from '../../../drivers/instrument-error.js';

const safe = (id: string) => ({ id, makeSafe: () => Promise.resolve() });

describe('making a lab safe at the end', () => {
  /** A station that has power again after so many seconds; the alarms it led to. */
  async function alarms(fault: Fault, backAfterS: number, passS: number, isFull = false): Promise<string[]> {
    const clock = new ManualClock(0);
    const events: NewEvent[] = [];
    const troubles: string[] = [];
    const record = {
      append: async (...added: readonly NewEvent[]) => {
        if (isFull) throw new Error('no space');
        events.push(...added);
        return [];
      },
    };
    const station = {
      id: 'station',
      makeSafe: async (): Promise<void> => {
        if (clock.monotonic() < 1000 * backAfterS)
          throw new InstrumentError('station', fault, 'it is offline');
      },
    };
    let over = false;
    const lab = { robot: safe('robot'), cycler: safe('cycler'), station };
    void makeLabSafe(lab, record, clock, ({ message }) => troubles.push(message)).then(() => {
      over = true;
    });
    await clock.advance(1000 * passS);
    expect(over).toBe(true);
    return [...events.flatMap((event) => (event.kind === 'notice' ? [event.body.text] : [])), ...troubles];
  }

  it('raises no alarm for a station that lost its power for two seconds', async () => {
    expect(await alarms('not-sent', 2, 3)).toEqual([]);
  });

  it('tells of one that stays away, with its last word, when its time is over', async () => {
    expect(await alarms('unknown-outcome', Infinity, 10)).toEqual([
      expect.stringMatching(/^station did not confirm its safe state \(station: it is offline; .* 10 s\)/),
    ]);
  });

  it('tells of one that stays away also when the record takes nothing', async () => {
    expect(await alarms('refused', Infinity, 0, true)).toEqual([
      expect.stringMatching(/^station did not confirm its safe state.*nor could this be recorded$/),
    ]);
  });

  it('does not ask one again that refuses', async () => {
    expect(await alarms('refused', 2, 0)).toEqual([expect.stringContaining('station: it is offline)')]);
  });
});
