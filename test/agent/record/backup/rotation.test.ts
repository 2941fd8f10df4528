import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MOST_KEPT, timesToKeep } from '../../../../agent/record/backup/rotation.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2026, 0, 1);

const times = fc.array(fc.integer({ min: START_MS, max: START_MS + 120 * DAY_MS }), {
  minLength: 1,
  maxLength: 300,
});

describe('the rotation of backups', () => {
  it('keeps the newest, no more than 46, and nothing that was not there', () => {
    fc.assert(
      fc.property(times, (all) => {
        const kept = timesToKeep(all);
        expect(kept.has(Math.max(...all))).toBe(true);
        expect(kept.size).toBeLessThanOrEqual(MOST_KEPT);
        for (const time of kept) expect(all).toContain(time);
      }),
    );
  });

  it('keeps the same whether it ran after each backup or once at the end', () => {
    fc.assert(
      fc.property(times, (all) => {
        let kept = new Set<number>();
        for (const time of [...all].sort((a, b) => a - b)) kept = timesToKeep([...kept, time]);
        expect(kept).toEqual(timesToKeep(all));
      }),
    );
  });

  it('leaves, of a backup an hour for half a year, a day by hours, two weeks by days, two months by weeks', () => {
    const now = START_MS + 180 * DAY_MS;
    const hourly = Array.from({ length: 180 * 24 }, (_, hour) => now - hour * HOUR_MS);
    const agesH = [...timesToKeep(hourly)].map((time) => (now - time) / HOUR_MS).sort((a, b) => a - b);
    expect(agesH.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    expect(agesH.filter((age) => age <= 13 * 24)).toHaveLength(24 + 12);
    expect(agesH.at(-1)).toBeGreaterThan(6 * 7 * 24);
  });

  it('keeps the old ones of an agent that was switched off for a month', () => {
    const before = [START_MS, START_MS + HOUR_MS];
    expect(timesToKeep([...before, START_MS + 31 * DAY_MS])).toEqual(
      new Set([...before, START_MS + 31 * DAY_MS]),
    );
  });
});
