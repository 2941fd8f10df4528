import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WEEKDAYS, type MaintenanceWindow } from '../../../config/maintenance.js';
import { Calendar, DAY_MS, HOUR_MS, occurrences } from '../../../agent/maintenance/calendar.js';

function aWindow(change: Partial<MaintenanceWindow>): MaintenanceWindow {
  const usual = { on: [...WEEKDAYS], at: '02:30', zone: 'Europe/Berlin', durationH: 2 };
  return { ...usual, instruments: ['robot'], reason: 'service', ...change };
}

/** Beginnings from one UTC midnight to another. */
function begins(window: MaintenanceWindow, from: string, to: string): string[] {
  return occurrences(window, Date.parse(from), Date.parse(to)).map(({ startMs }) =>
    new Date(startMs).toISOString().slice(0, 16),
  );
}

describe('a maintenance window on a day on which the clocks change', () => {
  it('begins once, an hour later by the clock on the wall, when 02:30 is left out in spring', () => {
    expect(begins(aWindow({}), '2026-03-28', '2026-03-31')).toEqual([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it('begins once, at the first of the two, when 02:30 comes twice in autumn', () => {
    expect(begins(aWindow({}), '2026-10-24', '2026-10-27')).toEqual([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  it('lasts as long as on any other day', () => {
    const calendar = new Calendar(aWindow({ at: '01:30' }));
    expect(calendar.at(Date.parse('2026-03-29T02:29Z'))?.endMs).toBe(Date.parse('2026-03-29T02:30Z'));
    expect(calendar.at(Date.parse('2026-03-29T02:30Z'))).toBeUndefined();
  });
});

describe('a maintenance window', () => {
  it('falls on its weekdays and dates only, over the end of a year as well', () => {
    const window = aWindow({ on: ['thursday', '2027-01-01'], at: '00:00', zone: 'Asia/Tokyo' });
    expect(begins(window, '2026-12-29', '2027-01-08')).toEqual([
      '2026-12-30T15:00',
      '2026-12-31T15:00',
      '2027-01-06T15:00',
    ]);
  });

  it('is the later one when one begins before another has ended', () => {
    const found = new Calendar(aWindow({ durationH: 30 })).at(Date.parse('2026-05-02T02:00Z'));
    expect(found?.startMs).toBe(Date.parse('2026-05-02T00:30Z'));
  });

  it('tells its next beginning or end when that is within a day', () => {
    const calendar = new Calendar(aWindow({ on: ['2026-05-02'] }));
    const edge = (at: string): string | undefined => {
      const edgeMs = calendar.nextEdgeMs(Date.parse(at));
      return edgeMs === undefined ? undefined : new Date(edgeMs).toISOString();
    };
    expect(edge('2026-05-01T01:00Z')).toBe('2026-05-02T00:30:00.000Z');
    expect(edge('2026-05-02T00:30Z')).toBe('2026-05-02T02:30:00.000Z');
    expect(edge('2026-05-02T02:30Z')).toBeUndefined();
    expect(edge('2026-04-30T00:00Z')).toBeUndefined();
  });

  it('begins exactly once on every date, about a day apart, in any zone, at any time of day', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Gaza',
    ];
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const from = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
    const inDigits = (n: number): string => String(n).padStart(2, '0');
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, from, (zone, [hour, minute], fromMs) => {
        const window = aWindow({ zone, at: `${inDigits(hour)}:${inDigits(minute)}` });
        const starts = occurrences(window, fromMs, fromMs + 40 * DAY_MS).map(({ startMs }) => startMs);
        expect(Math.abs(starts.length - 40)).toBeLessThanOrEqual(1);
        starts.slice(1).forEach((startMs, k) => {
          expect(Math.abs(startMs - starts[k]! - DAY_MS)).toBeLessThanOrEqual(HOUR_MS);
        });
      }),
      { numRuns: 30 },
    );
  });
});
