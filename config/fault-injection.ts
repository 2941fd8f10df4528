/** One fault to be brought about in a simulated lab, by its schedule or through its control port. */
import { z } from 'zod';
import { MISREADINGS, type FaultName } from './fault-vocabulary.js';
import { labTime } from './lab-time.js';
import { identifier } from './scalars.js';

const instrument = identifier.describe('which instrument it strikes, by its name in the lab file, or broker');

const at = labTime
  .exactOptional()
  .describe(
    'lab time: "day 3 04:00" after the lab first started, or an instant in UTC such as 2026-05-01T04:00:00Z',
  );

const count = z.int().min(1).max(1000).default(1);
const linkSeconds = z.number().positive().max(3600);
const labHours = z.number().positive().max(10_000);

function fault<Name extends FaultName, Fields extends z.ZodRawShape>(
  name: Name,
  meaning: string,
  fields: Fields,
) {
  return z
    .strictObject({ fault: z.literal(name).describe(meaning), instrument, at, ...fields })
    .describe(meaning);
}

const nextTransfers = { count: count.describe('how many of the next transfers, 1') };
const nextVials = { count: count.describe('how many of the next vials, 1') };
const nextCells = { count: count.describe('how many of the next cells, 1') };
const nextAnswers = { count: count.describe('how many of the next answers, 1') };

/** Alternatives by their `fault`; the fields of each are its own. */
const INJECTIONS = [
  fault('dispensing-error', 'a transfer goes grossly wrong', nextTransfers),
  fault('insoluble', 'something does not dissolve in a vial', nextVials),
  fault('hard-short', 'a cell is built with a short below 1 ohm', nextCells),
  fault('soft-short', 'a cell is built with a short of 10 kilohm to 1 megohm', nextCells),
  fault('contact-loss', 'a cell is built whose contact lets go later', nextCells),
  fault('leak', 'a cell is built that loses electrolyte', nextCells),
  fault('incomplete-wetting', 'a cell is built that soaks slowly', nextCells),
  fault('electrode-mix-up', 'a cell is built with a cathode of another batch', nextCells),
  fault('gassing', 'a cell is filled with wet electrolyte, and gasses', nextCells),
  fault('temperature-excursion', 'the chambers leave their set temperature', {
    deltaK: z.number().min(-60).max(60).default(8).describe('true less set temperature, K'),
    durationH: labHours.default(6).describe('how long, h of lab time'),
  }),
  fault('channel-fault', 'a channel misreads', {
    channel: z.int().min(1).max(512).describe('which channel, counted from 1'),
    misreading: z.enum(MISREADINGS).default('frozen').describe('how it misreads'),
    durationH: labHours.default(6).describe('how long, h of lab time; a frozen channel trips then'),
  }),
  fault('power-loss', 'the instrument loses its power and is switched on again', {}),
  fault('garbage', 'noise stands before an answer', nextAnswers),
  fault('truncated', 'only the first half of an answer arrives', nextAnswers),
  fault('duplicate', 'an answer arrives twice', nextAnswers),
  fault('lost-acknowledgement', 'a job begins, and the answer that says so is lost', {
    count: count.describe('how many of the next jobs, 1'),
  }),
  fault('slow-answer', 'every answer is late', {
    delayS: z.number().positive().max(300).default(1).describe('how late, s of real time'),
    durationS: linkSeconds.default(10).describe('how long, s of real time'),
  }),
  fault('disconnect', 'the link is cut and stays dead', {
    durationS: linkSeconds.default(5).describe('how long, s of real time'),
  }),
  fault('clock-step', "the instrument's clock is off", {
    stepS: z.number().min(-86_400).max(86_400).default(3600).describe('by how much, s; positive is ahead'),
    durationS: linkSeconds.default(10).describe('how long, s of real time'),
  }),
  fault('frozen-reading', 'readings stay what they are', {
    durationH: labHours.default(6).describe('how long, h of lab time'),
  }),
] as const;

export const injectionSchema = z.discriminatedUnion('fault', INJECTIONS);

/** With defaults filled in. In a schedule `at` is there; without it: now. */
export type Injection = z.output<typeof injectionSchema>;
