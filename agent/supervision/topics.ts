/** Where each message travels, below a base such as `interphase`. All are QoS 1. */
import type { z } from 'zod';
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
  promptSchema,
  readingSchema,
  requestSchema,
  responseSchema,
  stamp,
} from './messages.js';

export interface TopicRule {
  /** `+` stands for an instrument's id, the kind of an event, the id of a question or of an alarm, or a verb. */
  readonly filter: string;
  readonly retained: boolean;
  readonly schema: z.ZodType;
}

/** The whole tree; a topic belongs to the first filter that matches it. */
export const TOPICS: readonly TopicRule[] = [
  { filter: 'bridge/state', retained: true, schema: bridgeStateSchema },
  { filter: 'bridge/holder', retained: true, schema: holderSchema.extend(stamp) },
  { filter: 'bridge/health', retained: true, schema: healthSchema },
  { filter: 'bridge/echo', retained: false, schema: echoSchema },
  { filter: 'bridge/request/+', retained: false, schema: requestSchema },
  { filter: 'bridge/response/+', retained: false, schema: responseSchema },
  { filter: 'campaign/state', retained: true, schema: campaignStateSchema },
  { filter: 'lab/state', retained: true, schema: labStateSchema },
  { filter: 'experiment/+', retained: true, schema: experimentSchema },
  { filter: 'prompt/+', retained: true, schema: promptSchema },
  { filter: 'alarm/+', retained: true, schema: alarmSchema },
  { filter: 'event/+', retained: false, schema: eventSchema },
  { filter: '+/availability', retained: true, schema: availabilitySchema },
  { filter: '+/state', retained: true, schema: instrumentStateSchema },
  { filter: '+/reading/#', retained: true, schema: readingSchema },
];

/** First levels that are not instruments. */
const RESERVED = ['bridge', 'campaign', 'lab', 'event', 'experiment', 'prompt', 'alarm'];

/** True when `id` can be an instrument's level of a topic. */
export function isInstrumentLevel(id: string): boolean {
  return /^[^/+#\s]+$/.test(id) && !RESERVED.includes(id);
}

/** What the broker publishes when the agent is gone without a word. To be given to the bus before it connects. */
export function bridgeWill(base: string): { readonly topic: string; readonly text: string } {
  const will = { state: 'offline', reason: 'lost' } satisfies z.infer<typeof bridgeStateSchema>;
  return { topic: `${base}/bridge/state`, text: JSON.stringify(will) };
}
