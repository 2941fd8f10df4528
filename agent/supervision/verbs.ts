/**
 * Everything that an operator can ask for, in one table: MQTT and REST, their documents, and the tests of who may do what
 * are read from it. A row more is a verb more, everywhere.
 */
import { z } from 'zod';
import { SHELVE_S } from '../alarms/shelving.js';
import { PAUSES } from '../campaign/closures.js';
import { MEASURES } from '../campaign/refilling.js';
import { LOCK_S } from '../locks/lock-state.js';
import { verb, type Verb } from './verb.js';

const proposal = z.string().min(1).max(100).describe('id of the proposal');
const target = z.string().min(1).max(100).describe('name of an instrument, or lab for all of them');
const experiment = z.string().min(1).max(100).describe('id of the experiment');
const queueUid = z.string().min(1).max(100).describe('uid of the queue as it was seen (queue/state)');
const photo = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'SHA-256 in hex')
  .exactOptional()
  .describe('of what was found or done, as POST /photos named it');
const parameters = z
  .record(z.string().min(1).max(100), z.union([z.number(), z.string().max(100)]))
  .describe('values by the names that the campaign searches (GET /space), in their units');
const alarm = z.string().min(1).max(200).describe('id of the alarm');

export const VERBS = {
  pause: verb({
    summary:
      'nothing new begins until resume; what is under way goes on, to its end or to the end of its step',
    role: 'operator',
    fields: {
      after: z
        .enum(PAUSES)
        .default('experiment')
        .describe('step: experiments under way begin no further step either'),
    },
    act: (commands, { actor, reason, after }) => commands.pause(actor, reason, after),
  }),
  resume: verb({
    summary: 'the campaign goes on after a pause or a stop',
    role: 'operator',
    fields: {},
    act: (commands, { actor }) => commands.resume(actor),
  }),
  stop_all: verb({
    summary: 'everything under way is stopped and every instrument made safe; not an emergency stop',
    role: 'operator',
    fields: {},
    // Going to the safe state must not depend on a disk.
    evenUnrecorded: true,
    act: (commands, { actor, reason }) => commands.stopAll(actor, reason),
  }),
  answer: verb({
    summary: 'answers an open question; the reason is kept as the note',
    role: 'operator',
    fields: {
      prompt: z.string().min(1).max(100).describe('id of the question'),
      option: z.string().min(1).max(100).describe('one of its options'),
      photo,
    },
    act: (commands, { actor, prompt, option, reason }) => commands.answer(actor, prompt, option, reason),
  }),
  retry_step: verb({
    summary:
      'a failed step that waits for a person is tried once more: the instruments are asked first (answers its question)',
    role: 'operator',
    fields: { experiment },
    act: (commands, { actor, experiment, reason }) => commands.retryStep(actor, experiment, reason),
  }),
  skip_step: verb({
    summary:
      'a failed step that waits for a person is passed over: somebody has seen that the cell is out of the way (answers its question)',
    role: 'operator',
    fields: { experiment },
    act: (commands, { actor, experiment, reason }) => commands.skipStep(actor, experiment, reason),
  }),
  ack: verb({
    summary: 'an alarm was seen; the reason is kept as the note',
    role: 'operator',
    fields: { alarm },
    act: (commands, { actor, alarm, reason }) => commands.acknowledge(actor, alarm, reason),
  }),
  shelve: verb({
    summary: 'an alarm is put aside for a time, with a reason; never a critical one',
    role: 'operator',
    fields: {
      alarm,
      forS: z.number().default(SHELVE_S.usual).describe(`for how long, s; at most ${SHELVE_S.longest}`),
    },
    act: (commands, { actor, alarm, forS, reason }) => commands.shelve(actor, alarm, forS, reason),
  }),
  unshelve: verb({
    summary: 'an alarm that was put aside is shown again',
    role: 'operator',
    fields: { alarm },
    act: (commands, { actor, alarm, reason }) => commands.unshelve(actor, alarm, reason),
  }),
  test_route: verb({
    summary: 'a test message is sent over a way to people; the answer says what came back',
    role: 'operator',
    fields: {
      route: z.string().min(1).max(100).describe('name of the route (alarms.routes of the lab file)'),
    },
    act: (commands, { route }) => commands.testRoute(route),
  }),
  add: verb({
    summary: 'a recipe of a person goes into the queue, foretold and decided on like those of the planner',
    role: 'scientist',
    fields: { parameters },
    act: (commands, { actor, parameters, reason }) => commands.add(actor, parameters, reason),
  }),
  edit: verb({
    summary: 'a proposal that has not begun is replaced by one with other values, at its place in the queue',
    role: 'scientist',
    fields: { proposal, parameters, queue_uid: queueUid },
    act: (commands, { actor, proposal, parameters, queue_uid, reason }) =>
      commands.edit(actor, proposal, parameters, queue_uid, reason),
  }),
  approve: verb({
    summary: 'a proposal that waits for a person is carried out',
    role: 'scientist',
    fields: { proposal },
    act: (commands, { actor, proposal, reason }) => commands.approve(actor, proposal, reason),
  }),
  reject: verb({
    summary: 'a proposal that has not begun is not carried out; needs a reason',
    role: 'scientist',
    fields: { proposal },
    act: (commands, { actor, proposal, reason }) => commands.reject(actor, proposal, reason),
  }),
  hold: verb({
    summary: 'a proposal that has not begun waits without a deadline until somebody decides',
    role: 'scientist',
    fields: { proposal },
    act: (commands, { actor, proposal, reason }) => commands.hold(actor, proposal, reason),
  }),
  move: verb({
    summary: 'a proposal that waits goes to another place in the queue',
    role: 'scientist',
    fields: {
      proposal,
      position: z.int().min(1).describe('place in the order in which proposals begin, from 1'),
      queue_uid: queueUid,
    },
    act: (commands, { actor, proposal, position, queue_uid }) =>
      commands.move(actor, proposal, position, queue_uid),
  }),
  refill: verb({
    summary:
      "an item was put onto the robot's shelf: it is told how much and of which lot; a campaign that waited for it goes on",
    role: 'operator',
    fields: {
      item: z
        .string()
        .min(1)
        .max(100)
        .describe("name of the item, as the robot's readings have it after 'Stock.'"),
      amount: z.number().positive().describe('how much was put there'),
      unit: z.enum(MEASURES).describe('of the amount (UCUM): g or kg of an ingredient, 1 for pieces'),
      lot: z.string().min(1).max(100).describe('as its label says'),
      photo,
    },
    act: (commands, { actor, item, amount, unit, lot }) =>
      commands.refill(actor, { item, amount, unit, lot }),
  }),
  lock: verb({
    summary:
      'an instrument, or the whole lab, is taken over: the agent starts nothing there; the reason is kept as the note',
    role: 'operator',
    fields: {
      target,
      forS: z.number().default(LOCK_S.usual).describe(`for how long, s; at most ${LOCK_S.longest}`),
    },
    act: (commands, { actor, target, forS, reason }) => commands.lock(actor, target, forS, reason),
  }),
  unlock: verb({
    summary: 'the agent may use again what the asker had locked',
    role: 'operator',
    fields: { target },
    act: (commands, { actor, target, reason }) => commands.unlock(actor, target, reason),
  }),
  break_lock: verb({
    summary: 'a lock is taken away from whoever has it',
    role: 'admin',
    fields: { target },
    act: (commands, { actor, target, reason }) => commands.breakLock(actor, target, reason),
  }),
} satisfies Readonly<Record<string, Verb>>;

export type VerbName = keyof typeof VERBS;

export const VERB_NAMES = Object.keys(VERBS) as readonly VerbName[];

export function isVerb(name: string): name is VerbName {
  return Object.hasOwn(VERBS, name);
}

export function verbOf(name: VerbName): Verb {
  return VERBS[name];
}
