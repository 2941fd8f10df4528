import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AwakeTime, LOOK_MS } from '../../core/awake-time.js';

const DAY_MS = 86_400_000;

/** A clock that is looked at after each of these gaps. @returns what it showed each time, from 0 */
function looks(gapsMs: readonly number[]): number[] {
  let hostMs = 5_000_000;
  const time = new AwakeTime(() => hostMs);
  const origin = time.look();
  return gapsMs.map((gapMs) => {
    hostMs += gapMs;
    return time.look() - origin;
  });
}

describe('time awake', () => {
  it('runs with the host while somebody looks', () => {
    expect(looks([1000, 200, 9000])).toEqual([1000, 1200, 10_200]);
  });

  it('counts a day asleep as one look', () => {
    expect(looks([1000, DAY_MS, 1000])).toEqual([1000, 1000 + LOOK_MS, 2000 + LOOK_MS]);
  });

  it('never goes back and never runs ahead of the host, whatever the gaps', () => {
    const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: DAY_MS })));
    fc.assert(
      fc.property(gaps, (gapsMs) => {
        let hostMs = 0;
        let beforeMs = 0;
        looks(gapsMs).forEach((shownMs, k) => {
          hostMs += gapsMs[k]!;
          expect(shownMs).toBeGreaterThanOrEqual(beforeMs);
          expect(shownMs).toBeLessThanOrEqual(hostMs);
          beforeMs = shownMs;
        });
      }),
    );
  });
});
