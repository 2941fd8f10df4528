/**
 * What operators see and say over MQTT: every message in one place, for the agent, the dashboard and anybody's tools.
 * Payloads are flat JSON objects, UTF-8. `ts` is when it was so, ISO-8601 UTC; `seq` counts this agent's messages from
 * 1 at its start, so that a gap shows a loss and an older number a late arrival.
 */
import { z } from 'zod';
import { PRIORITIES } from '../alarms/alarm-state.js';
import { SHELVE_S } from '../alarms/shelving.js';

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

/** What an instrument measured at `ts`; `unit` is UCUM. */
export const readingSchema = z.object({ ...stamp, value: z.number(), unit: z.string() });

/** An experiment under way, deleted when it ends: step, shares done (0 to 1), channel, and when it should end, in lab time. */
export const experimentSchema = z
  .object({
    ...stamp,
    step: z.string().nullable(),
    stepNumber: z.int(),
    steps: z.int(),
    stepShare: z.number(),
    share: z.number(),
    channel: z.string().nullable(),
    startedLabAt: z.iso.datetime(),
    endsLabAt: z.iso.datetime(),
    endsEarliestLabAt: z.iso.datetime(),
    endsLatestLabAt: z.iso.datetime(),
  })
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

/**
 * What an operator can ask for. `stop_all` brings every instrument to its safe state; `answer` answers a question, with
 * its id in `prompt`, and `reason` as the note; `ack`, `shelve` and `unshelve` are for the alarm with its id in `alarm`.
 */
export const VERBS = ['pause', 'resume', 'stop_all', 'answer', 'ack', 'shelve', 'unshelve'] as const;
export type Verb = (typeof VERBS)[number];

export const requestSchema = z.object({
  /** Chosen by the asker, never used twice. */
  transaction: z.string().min(1).max(100),
  /** The asker's clock. */
  issued_at: z.iso.datetime(),
  /** Who asks, as the asker says: MQTT does not pass the login on. The broker's access rules decide who may ask. */
  actor: z.string().min(1).max(100).default('unnamed'),
  reason: z.string().max(1000).default(''),
  /** Of an `answer`: the question's id, and one of its options. */
  prompt: z.string().max(100).default(''),
  option: z.string().max(100).default(''),
  /** Of `ack`, `shelve` and `unshelve`: the id of the alarm. */
  alarm: z.string().max(200).default(''),
  /** Of `shelve`: for how long, s. */
  forS: z.number().default(SHELVE_S.usual),
});
export type OperatorRequest = z.infer<typeof requestSchema>;

/**
 * `expired` and `early` by `issued_at`; `retained` kept by the broker from earlier; `not-recorded` the record could
 * not be written, so nothing was done; `failed` it was tried and went wrong.
 */
export const REFUSALS = [
  'malformed',
  'retained',
  'unknown-verb',
  'expired',
  'early',
  'not-recorded',
  'failed',
] as const;

/** The one answer to a request. `transaction` is null when the request had none. */
export const responseSchema = z.discriminatedUnion('ok', [
  /** `recorded` is false when a `stop_all` was carried out although the record could not be written. */
  z.object({ ...stamp, transaction: z.string(), ok: z.literal(true), recorded: z.boolean() }),
  z.object({
    ...stamp,
    transaction: z.string().nullable(),
    ok: z.literal(false),
    code: z.enum(REFUSALS),
    message: z.string(),
  }),
]);
export type OperatorResponse = z.infer<typeof responseSchema>;
