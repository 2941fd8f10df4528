/**
 * What operators see and say over MQTT: every message in one place, for the agent, the dashboard and anybody's tools.
 * Payloads are flat JSON objects, UTF-8. `ts` is when it was so, ISO-8601 UTC; `seq` counts this agent's messages from
 * 1 at its start, so that a gap shows a loss and an older number a late arrival.
 */
import { z } from 'zod';
import { PRIORITIES } from '../alarms/alarm-state.js';

export const stamp = { ts: z.iso.datetime(), seq: z.int().min(1) };
const flat = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Fields with a unit carry it in their name (`uptimeS`). */
export type Flat = Readonly<Record<string, string | number | boolean | null>>;

/** The broker itself publishes the will, which therefore knows neither the time nor a number. */
export const bridgeStateSchema = z.union([
  z.object({ ...stamp, state: z.enum(['online', 'offline']), reason: z.enum(['started', 'stopped']) }),
  z.object({ state: z.literal('offline'), reason: z.literal('lost') }),
]);

/** Who works on this lab. An agent that finds another one here, online and beating, does not start. */
export const holderSchema = z.object({
  /** The same for every process on one data folder of one host. */
  agent: z.string().min(1),
  host: z.string(),
  pid: z.int().min(1),
  /** Absolute path of the data folder. */
  data: z.string(),
  /** Start of the process, ISO-8601 UTC. */
  since: z.iso.datetime(),
});
export type Holder = z.infer<typeof holderSchema>;

/** The agent's own, by which it finds out whether the broker passes on what it publishes. */
export const echoSchema = z.object(stamp);

export const healthSchema = z.object(stamp).catchall(flat);

export const availabilitySchema = z.object({ ...stamp, state: z.enum(['online', 'offline']) });

/** `stale`: connected, but silent for too long; counts as offline. */
export const instrumentStateSchema = z
  .object({ ...stamp, link: z.enum(['up', 'down', 'stale']) })
  .catchall(flat);

export const campaignStateSchema = z.object({ ...stamp, state: z.string().min(1) }).catchall(flat);

/** In `maintenance` people have `instruments` to themselves until `until` (lab time) at the latest. Lists are joined by ', '. */
export const labStateSchema = z.object({ ...stamp, state: z.enum(['open', 'maintenance']) }).catchall(flat);

/**
 * `id` is the same each time an event is told: drop what was seen before. `recordSeq` counts the record's events; they
 * come in its order. The kind `withheld` stands in the place of an event that the broker did not take.
 */
export const eventSchema = z.object(stamp).catchall(flat);

/** A question that is open. `options` says what can be answered, `defaultOption` what counts after the deadline. */
export const promptSchema = z
  .object({ ...stamp, question: z.string(), options: z.string(), defaultOption: z.string() })
  .catchall(flat);

/**
 * An alarm that is not normal. `phase` is its state after ISA-18.2; `response` says what to do, within `withinH` hours;
 * `shelvedUntil` and `ts` are the people's time.
 */
export const alarmSchema = z
  .object({
    ...stamp,
    definition: z.string(),
    priority: z.enum(PRIORITIES),
    phase: z.string(),
    text: z.string(),
    raisedAt: z.iso.datetime(),
    shelvedUntil: z.iso.datetime().nullable(),
    response: z.string(),
  })
  .catchall(flat);

/** What every request holds; the fields of its verb come beside it. */
export const requestSchema = z.object({
  /** Chosen by the asker, never used twice. */
  transaction: z.string().min(1).max(100).describe('chosen by the asker, never used twice'),
  /** The asker's clock. */
  issued_at: z.iso.datetime().describe('when it was asked, by the clock of the asker'),
  reason: z.string().max(1000).default('').describe('why, for whoever reads the record'),
});
export type OperatorRequest = z.infer<typeof requestSchema>;

/**
 * `forbidden` to the role of the asker; `expired` and `early` by `issued_at`; `retained` kept by the broker from earlier;
 * `transaction-used` for another request; `not-recorded` the record could not be written, so nothing was done; `failed` it
 * was tried and went wrong.
 */
export const REFUSALS = [
  'malformed',
  'retained',
  'unknown-verb',
  'forbidden',
  'expired',
  'early',
  'transaction-used',
  'not-recorded',
  'failed',
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

const done = z.object({
  transaction: z.string(),
  ok: z.literal(true),
  /** False when it was carried out although the record could not be written. */
  recorded: z.boolean().describe('false: carried out although the record could not be written'),
});
const refused = z.object({
  transaction: z.string().nullable().describe('null when the request had none'),
  ok: z.literal(false),
  code: z.enum(REFUSALS),
  message: z.string().describe('what was expected, and what to do'),
});

/** The one answer to a request. */
export const answerSchema = z.discriminatedUnion('ok', [done, refused]);
export type OperatorAnswer = z.infer<typeof answerSchema>;

/** The same as a message. */
export const responseSchema = z.discriminatedUnion('ok', [done.extend(stamp), refused.extend(stamp)]);
export type OperatorResponse = z.infer<typeof responseSchema>;
