import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidents, type Loss } from '../../../agent/campaign/incidents.js';

const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
const loss = (given: number, lost: number): Loss => ({ step: 'age', givenAt: at(given), lostAt: at(lost) });
const NEVER = new Map<string, string>();

describe('incidents', () => {
  it.each<[string, Loss[], number]>([
    ['none, without a loss', [], 0],
    ['one for a power cut that ends every program on the tester', [loss(0, 9), loss(3, 9), loss(5, 9.5)], 1],
    ['one each for losses of which every one began after the last', [loss(0, 1), loss(1, 2), loss(2, 3)], 3],
    ['two for a power cut and what was lost in the next try', [loss(0, 9), loss(1, 9), loss(10, 11)], 2],
  ])('are %s', (_case, losses, count) => {
    expect(incidents(losses, NEVER)).toBe(count);
  });

  it('are over once the step has worked again, and not because another step has', () => {
    const losses = [loss(0, 1), loss(1, 2)];
    expect(incidents(losses, new Map([['age', at(1.5)]]))).toBe(1);
    expect(incidents(losses, new Map([['age', at(3)]]))).toBe(0);
    expect(incidents(losses, new Map([['formulate', at(3)]]))).toBe(2);
  });

  it('never exceed the losses, and are at least one where there is any, in whatever order they come', () => {
    const any = fc.tuple(fc.nat(100), fc.nat(50)).map(([given, length]) => loss(given, given + length));
    fc.assert(
      fc.property(fc.array(any), (losses) => {
        const count = incidents(losses, NEVER);
        expect(count).toBeLessThanOrEqual(losses.length);
        expect(count > 0).toBe(losses.length > 0);
        expect(incidents([...losses].reverse(), NEVER)).toBe(count);
      }),
    );
  });
});
