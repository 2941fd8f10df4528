/** Where each message travels, below a base such as `interphase`. All are QoS 1. */
import type { z } from 'zod';
import { topicLevel } from '../../../drivers/transports/mqtt-topic.js';
import { VERB_NAMES, verbOf } from '../verbs.js';
import {
  alarmSchema,
  availabilitySchema,
  bridgeStateSchema,
  campaignStateSchema,
  echoSchema,
  eventSchema,
  experimentSchema,
  healthSchema,
  holderSchema,
  instrumentStateSchema,
  labStateSchema,
  lockSchema,
  promptSchema,
  proposalSchema,
  queueStateSchema,
  readingSchema,
  stamp,
} from './messages.js';
import { requestSchemaOf, responseSchema } from './requests.js';

export interface TopicRule {
  /** Names the message in documents. */
  readonly name: string;
  /** Below the base; `{login}` and the like stand for one level. */
  readonly address: string;
  readonly retained: boolean;
  readonly by: 'agent' | 'people';
  readonly schema: z.ZodType;
  /** What it says, for people. */
  readonly summary: string;
}

type Row = readonly [name: string, address: string, schema: z.ZodType, summary: string];

const KEPT: readonly Row[] = [
  [
    'bridgeState',
    'bridge/state',
    bridgeStateSchema,
    'whether the agent is there; its last will says offline, reason lost',
  ],
  ['holder', 'bridge/holder', holderSchema.extend(stamp), 'which agent works on this lab'],
  ['health', 'bridge/health', healthSchema, 'how the agent is, every 2 s; three missed: stale'],
  ['campaignState', 'campaign/state', campaignStateSchema, 'running, paused, stopped or completed, and why'],
  ['labState', 'lab/state', labStateSchema, 'open, or in maintenance'],
  [
    'lock',
    'lock/{target}',
    lockSchema,
    'what a person has taken over from the agent; removed when it is given back',
  ],
  ['queueState', 'queue/state', queueStateSchema, 'proposals that wait for a person, in their order'],
  [
    'proposal',
    'proposal/{proposal}',
    proposalSchema,
    'a proposal that waits for a person, or for its turn; removed when it begins or is rejected',
  ],
  [
    'experiment',
    'experiment/{experiment}',
    experimentSchema,
    'how an experiment under way stands; removed when it ends',
  ],
  ['prompt', 'prompt/{prompt}', promptSchema, 'a question that waits for an answer; removed when it has one'],
  ['alarm', 'alarm/{alarm}', alarmSchema, 'an alarm that is not normal; removed when it is'],
  ['availability', '{instrument}/availability', availabilitySchema, 'whether an instrument can be reached'],
  ['instrumentState', '{instrument}/state', instrumentStateSchema, 'how the link of an instrument is'],
  ['reading', '{instrument}/reading/{reading}', readingSchema, 'what an instrument measured, and when'],
];

const TOLD: readonly Row[] = [
  ['echo', 'bridge/echo', echoSchema, "the agent's own, by which it finds out whether it is heard"],
  ['event', 'event/{kind}', eventSchema, 'every event of the record, at least once and in order'],
  ['response', 'bridge/response/{verb}/{login}', responseSchema, 'the one answer to a request'],
];

const REQUESTS = VERB_NAMES.map((verb): Row => [
  `${verb}Request`,
  `bridge/request/${verb}/{login}`,
  requestSchemaOf(verb),
  `${verbOf(verb).summary} (${verbOf(verb).role})`,
]);

function rules(rows: readonly Row[], by: TopicRule['by'], retained: boolean): TopicRule[] {
  return rows.map(([name, address, schema, summary]) => ({ name, address, retained, by, schema, summary }));
}

/** The whole tree. */
export const TOPICS: readonly TopicRule[] = [
  ...rules(KEPT, 'agent', true),
  ...rules(TOLD, 'agent', false),
  ...rules(REQUESTS, 'people', false),
];

/** The topic filter of an address. */
export function filterOf({ address }: Pick<TopicRule, 'address'>): string {
  return address.replaceAll(/\{\w+\}/g, '+');
}

/** First levels that are not instruments. */
const RESERVED = [
  'bridge',
  'campaign',
  'lab',
  'event',
  'experiment',
  'prompt',
  'alarm',
  'lock',
  'queue',
  'proposal',
];

/** True when `id` can be an instrument's level of a topic. */
export function isInstrumentLevel(id: string): boolean {
  return /^\S+$/.test(id) && topicLevel(id) === id && !RESERVED.includes(id);
}

/** What the broker publishes when the agent is gone without a word. To be given to the bus before it connects. */
export function bridgeWill(base: string): { readonly topic: string; readonly text: string } {
  const will = { state: 'offline', reason: 'lost' } satisfies z.infer<typeof bridgeStateSchema>;
  return { topic: `${base}/bridge/state`, text: JSON.stringify(will) };
}
