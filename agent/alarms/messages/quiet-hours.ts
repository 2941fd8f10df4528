/** Whether people want to be told of what is urgent only, now. */
import { DateTime } from 'luxon';
import type { QuietHours } from '../../../config/alarms.js';

/** Local time of the zone on both days of a change of the clocks: hours that begin at 22:00 begin when clocks show it. */
export function isQuiet({ from, to, zone }: QuietHours, nowMs: number): boolean {
  const time = DateTime.fromMillis(nowMs, { zone }).toFormat('HH:mm');
  return from < to ? from <= time && time < to : from <= time || time < to;
}
