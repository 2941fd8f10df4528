import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roomPx, STEPS_S, timeAt } from '../../dashboard/parts/chart/time-axis.js';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

describe('an axis of test time', () => {
  it.each([
    [0, HOUR, '0 h'],
    [30, 10, '30 s'],
    [26 * HOUR, 6 * HOUR, '1 d 2 h'],
    [2 * DAY, 6 * HOUR, '2 d'],
    [DAY + 2 * HOUR + 30 * MINUTE, 30 * MINUTE, '1 d 2 h 30 min'],
    [DAY + 5, 5, '1 d 5 s'],
    [-2 * HOUR, HOUR, '-2 h'],
  ])('at %d s, by steps of %d s, says %s', (timeS, stepS, text) => {
    expect(timeAt(timeS, stepS)).toBe(text);
  });

  it('goes by what people count in, and no two steps read alike', () => {
    expect(STEPS_S).toEqual([...STEPS_S].sort((a, b) => a - b));
    const steps = fc.constantFrom(...STEPS_S);
    fc.assert(
      fc.property(steps, fc.nat(10_000), (stepS, k) => {
        expect(timeAt(k * stepS, stepS)).not.toBe(timeAt((k + 1) * stepS, stepS));
      }),
    );
  });

  it('leaves room for the longest text of any step that fits', () => {
    const spans = fc.record({ fromS: fc.nat(100 * DAY), spanS: fc.integer({ min: 60, max: 100 * DAY }) });
    fc.assert(
      fc.property(spans, fc.integer({ min: 200, max: 2400 }), ({ fromS, spanS }, plotPx) => {
        const room = roomPx(fromS, fromS + spanS, plotPx);
        const stepS = STEPS_S.find((each) => (each * plotPx) / spanS >= room)!;
        for (let k = Math.ceil(fromS / stepS); k * stepS <= fromS + spanS; k++)
          expect(timeAt(k * stepS, stepS).length * 7).toBeLessThanOrEqual(room);
      }),
    );
  });
});
