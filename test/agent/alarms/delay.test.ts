import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { delayed, type Delayed } from '../../../agent/alarms/delay.js';

const DELAYS = { onDelayS: 30, offDelayS: 10 };
const AT_REST: Delayed = { holds: false, differsSinceMs: undefined };

/** @param seen what is seen second by second @returns what counts, second by second */
function followed(seen: readonly boolean[]): boolean[] {
  let state = AT_REST;
  return seen.map((isThere, second) => {
    state = delayed(state, isThere, 1000 * second, DELAYS);
    return state.holds;
  });
}

function times(count: number, value: boolean): boolean[] {
  return Array.from({ length: count }, () => value);
}

describe('a condition with delays', () => {
  it('counts when it has been there for the on-delay, and ends when it was gone for the off-delay', () => {
    const holds = followed([...times(40, true), ...times(20, false)]);
    expect(holds.indexOf(true)).toBe(30);
    expect(holds.lastIndexOf(true)).toBe(49);
  });

  it('that flickers faster than its on-delay never counts', () => {
    const flicker = Array.from({ length: 1000 }, (_, second) => second % 30 !== 0);
    expect(followed(flicker)).toEqual(times(1000, false));
  });

  it('without delays is what is seen', () => {
    const none = { onDelayS: 0, offDelayS: 0 };
    fc.assert(
      fc.property(fc.array(fc.boolean()), (seen) => {
        let state = AT_REST;
        for (const isThere of seen) {
          state = delayed(state, isThere, 0, none);
          expect(state.holds).toBe(isThere);
        }
      }),
    );
  });

  it('changes only after it was seen otherwise throughout its delay', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 45 }))), (spells) => {
        const seen = spells.flatMap(([value, seconds]) => times(seconds, value));
        const holds = followed(seen);
        for (const [second, value] of holds.entries()) {
          if (value === (holds[second - 1] ?? false)) continue;
          const needed = value ? DELAYS.onDelayS : DELAYS.offDelayS;
          expect(seen.slice(second - needed, second + 1)).toEqual(times(needed + 1, value));
        }
      }),
    );
  });
});
