/** Moments of lab time as people write them in a lab file. */
import { z } from 'zod';

const ELAPSED = /^day (\d{1,5}) ([01]\d|2[0-3]):([0-5]\d)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

export const labTime = z
  .string()
  .refine(
    (text) => ELAPSED.test(text) || (INSTANT.test(text) && Number.isFinite(Date.parse(text))),
    '"day 3 04:00" (3 days and 4 hours after the lab first started) or an instant such as 2026-05-01T04:00:00Z',
  );

/**
 * @param text as `labTime` accepts it
 * @param originMs lab time at which the lab first started, ms since the epoch
 * @returns lab time, ms since the epoch
 */
export function labTimeMs(text: string, originMs: number): number {
  const elapsed = ELAPSED.exec(text);
  if (!elapsed) return Date.parse(text);
  const [days = 0, hours = 0, minutes = 0] = elapsed.slice(1).map(Number);
  return originMs + 60_000 * (minutes + 60 * (hours + 24 * days));
}
