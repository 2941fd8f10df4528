/** When people need an instrument for themselves: windows of local time in which nothing new begins on it. */
import { z } from 'zod';
import { readEach, valueAt } from './draft.js';
import { timeOfDay, zone } from './local-time.js';
import { show, type Finding } from './problem.js';
import { identifier, title } from './scalars.js';
import { nearest } from './suggest.js';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const day = z
  .union([z.enum(WEEKDAYS), z.iso.date('monday to sunday, or a date such as 2026-12-24')])
  .describe('monday to sunday for every week, or a date such as 2026-12-24 for once');

const windowSchema = z
  .strictObject({
    on: z.array(day).min(1).describe('the days on which it begins'),
    at: timeOfDay.describe('local time of day at which it begins, in quotes: "02:30"'),
    zone,
    durationH: z.number().positive().max(168).describe('how long it lasts, h of elapsed time'),
    instruments: z.array(identifier).min(1).describe('the instruments it keeps free, by their names'),
    reason: title.describe('why, for the people who see it'),
  })
  .describe('a maintenance window');

export const maintenanceSchema = z.record(identifier, windowSchema);

export type MaintenanceWindow = z.output<typeof windowSchema>;

/** Windows for instruments that the lab does not have. */
export function maintenanceFindings(raw: unknown): Finding[] {
  const known = Object.keys(valueAt(raw, ['instruments']) ?? {});
  return readEach(windowSchema, raw, ['maintenance']).flatMap(({ path, value }) =>
    value.instruments.flatMap((name, index) => {
      if (known.includes(name)) return [];
      const suggestion = nearest(name, known);
      return {
        path: [...path, 'instruments', index],
        message: 'no such instrument',
        expected: known.join(' or '),
        found: show(name),
        ...(suggestion !== undefined && { suggestion }),
      };
    }),
  );
}
