import { describe, expect, it } from '@jest/globals';
import { isQuiet } from '../../../../agent/alarms/messages/quiet-hours.js';

const NIGHT = { from: '22:00', to: '06:30', zone: 'Europe/Vienna', takes: 'critical' } as const;
const NOON = { ...NIGHT, from: '12:00', to: '13:00' };

describe('quiet hours', () => {
  it.each([
    ['2026-07-01T19:59:59Z', false],
    ['2026-07-01T20:00:00Z', true],
    ['2026-07-02T04:29:59Z', true],
    ['2026-07-02T04:30:00Z', false],
    ['2026-12-01T20:59:59Z', false],
    ['2026-12-01T21:00:00Z', true],
  ])('over midnight, by the clocks of summer and winter: %s %s', (at, expected) => {
    expect(isQuiet(NIGHT, Date.parse(at))).toBe(expected);
  });

  it.each([
    ['2026-07-01T10:00:00Z', true],
    ['2026-07-01T11:00:00Z', false],
    ['2026-07-01T22:00:00Z', false],
  ])('within a day: %s %s', (at, expected) => {
    expect(isQuiet(NOON, Date.parse(at))).toBe(expected);
  });

  it('go by what the clocks show in the hour that comes twice', () => {
    const second = { ...NIGHT, from: '02:00', to: '02:30' };
    // 25 October 2026: 02:15 is at 00:15 and at 01:15 UTC.
    for (const at of ['2026-10-25T00:15:00Z', '2026-10-25T01:15:00Z'])
      expect(isQuiet(second, Date.parse(at))).toBe(true);
    expect(isQuiet(second, Date.parse('2026-10-25T00:45:00Z'))).toBe(false);
  });
});
