/**
 * What the agent says over MQTT: every message in one place, for the agent, dashboards and anybody's tools.
 * Payloads are flat JSON objects, UTF-8. `ts` is when it was so, ISO-8601 UTC; `seq` counts this agent's messages from
 * 1 at its start, so that a gap shows a loss and an older number a late arrival.
 */
import { z } from 'zod';
import { PRIORITIES } from '../../alarms/alarm-state.js';

export const stamp = {
  ts: z.iso.datetime().describe('when it was so, UTC'),
  seq: z.int().min(1).describe("counts this agent's messages from 1 at its start"),
};
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
export const eventSchema = z
  .object({
    ...stamp,
    id: z.string().min(1).describe('the same each time this event is told'),
    recordSeq: z.int().min(1).describe("counts the record's events without a gap"),
    subject: z.string().describe('what it happened to: an experiment, proposal, job, resource, quantity'),
    labAt: z.iso.datetime().describe('lab time, UTC'),
  })
  .catchall(flat);

/** A question that is open. `options` says what can be answered, `defaultOption` what counts after the deadline. */
export const promptSchema = z
  .object({
    ...stamp,
    question: z.string(),
    options: z.string().describe("what can be answered, as 'option: what follows', joined by '; '"),
    defaultOption: z.string().describe('what counts when nobody has answered by the deadline'),
    deadlineLabAt: z.iso.datetime().describe('lab time, UTC'),
  })
  .catchall(flat);

/** Proposals that wait for a person. A `move` names the `uid` of the queue as its asker saw it. */
export const queueStateSchema = z.object({
  ...stamp,
  uid: z.string().min(1).describe('another one after every change'),
  waiting: z.int().min(0).describe('proposals in the queue'),
  order: z.string().describe("ids in the order in which they begin, joined by ', '"),
});

export const proposalSchema = z.object({
  ...stamp,
  state: z.enum(['asked', 'held', 'approved']),
  reasons: z.string().describe("why a person is asked, joined by '; '"),
  byDefault: z.enum(['approve', 'reject']).describe('what counts when nobody has decided by then'),
  deadlineLabAt: z.iso.datetime().describe('lab time, UTC; does not apply while held'),
});

/** What a person has taken over from the agent. */
export const lockSchema = z.object({
  ...stamp,
  holder: z.string().describe('login of whoever has it'),
  note: z.string(),
  until: z.iso.datetime().describe('when it ends by itself, UTC'),
});

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
