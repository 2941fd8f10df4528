/** Local times of day and the zones that they are told in, as they are written in configuration files. */
import { z } from 'zod';

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "02:30", in quotes');

export const zone = z
  .string()
  .refine(isZone, 'an IANA time zone such as Europe/Vienna or UTC')
  .describe('IANA time zone of that local time, such as Europe/Vienna');

/** Offsets such as +02:00 are no zones: they know no summer time. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
