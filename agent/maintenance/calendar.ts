/**
 * When maintenance windows fall, as instants. Local time is read as iCalendar reads it (RFC 5545, 3.3.5): one that a
 * change of the clocks leaves out is counted from before the change (02:30 becomes what reads 03:30), one that comes
 * twice is the first of the two, and a duration is elapsed time. So each date has exactly one beginning.
 */
import { DateTime } from 'luxon';
import { WEEKDAYS, type MaintenanceWindow } from '../../config/maintenance.js';

/** Milliseconds since the epoch, UTC: from `startMs` until just before `endMs`. */
export interface Occurrence {
  readonly startMs: number;
  readonly endMs: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Those that begin from `fromMs` to `toMs`, both included, in their order. */
export function occurrences(window: MaintenanceWindow, fromMs: number, toMs: number): Occurrence[] {
  // A day more on both sides: a date begins and ends in other hours than the span.
  return dates(fromMs - DAY_MS, toMs + DAY_MS, window.zone)
    .filter((date) => falls(window, date))
    .map((date) => startOn(date, window.at))
    .filter((startMs) => startMs >= fromMs && startMs <= toMs)
    .map((startMs) => ({ startMs, endMs: startMs + window.durationH * HOUR_MS }));
}

/** One window's occurrences near the time of asking, which are kept: asking a zone for its clocks takes milliseconds. */
export class Calendar {
  private near: readonly Occurrence[] = [];
  private fromMs = Infinity;
  private toMs = -Infinity;

  constructor(readonly window: MaintenanceWindow) {}

  /** The one under way at `nowMs`; the later when one begins before another has ended. */
  at(nowMs: number): Occurrence | undefined {
    return this.around(nowMs).findLast(({ startMs, endMs }) => startMs <= nowMs && endMs > nowMs);
  }

  /** The next beginning or end after `nowMs`, if there is one within a day. */
  nextEdgeMs(nowMs: number): number | undefined {
    const edges = this.around(nowMs).flatMap(({ startMs, endMs }) => [startMs, endMs]);
    const ahead = edges.filter((edgeMs) => edgeMs > nowMs && edgeMs <= nowMs + DAY_MS);
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  private around(nowMs: number): readonly Occurrence[] {
    if (nowMs < this.fromMs || nowMs > this.toMs) {
      this.fromMs = nowMs - DAY_MS;
      this.toMs = nowMs + DAY_MS;
      const lengthMs = this.window.durationH * HOUR_MS;
      this.near = occurrences(this.window, this.fromMs - lengthMs, this.toMs + DAY_MS);
    }
    return this.near;
  }
}

/** Noon of each date: an hour that every date has once. */
function dates(fromMs: number, toMs: number, zone: string): DateTime[] {
  const noons: DateTime[] = [];
  const first = DateTime.fromMillis(fromMs, { zone }).set({ hour: 12, minute: 0, second: 0, millisecond: 0 });
  for (let noon = first; noon.toMillis() <= toMs; noon = first.plus({ days: noons.length })) noons.push(noon);
  return noons;
}

function falls({ on }: MaintenanceWindow, date: DateTime): boolean {
  return on.some((day) => day === WEEKDAYS[date.weekday - 1] || day === date.toISODate());
}

function startOn(date: DateTime, at: string): number {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const [first] = date.set({ hour, minute }).getPossibleOffsets();
  return first!.toMillis();
}
