/** Who works on a lab: as an agent says it of itself, and as another one finds it out before it starts. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import type { MqttBus, MqttMessage } from '../../drivers/transports/mqtt-bus.js';
import { parseJson } from '../../drivers/transports/mqtt-json.js';
import { bridgeStateSchema, holderSchema, type Holder } from './contract/messages.js';

/** @param data absolute path of the data folder: one agent is one folder, which is locked against a second process */
export function holderOf(host: string, data: string, pid: number, clock: Clock): Holder {
  const agent = createHash('sha256').update(`${host} ${data}`).digest('hex').slice(0, 12);
  return { agent, host, pid, data, since: new Date(clock.now()).toISOString() };
}

export interface Question {
  readonly base: string;
  /** Who asks: an agent is never in its own way. */
  readonly agent: string;
  /** Link time. */
  readonly clock: Clock;
}

/** `holder` is missing when an agent beats that does not say who it is. */
export interface Held {
  readonly holder: Holder | undefined;
}

/** How long what the broker keeps may take to arrive. */
const KEPT_MS = 500;
/** Three beats: as long as operators wait before they take an agent for dead. */
export const BEATS_MS = 6000;
const LOOK_MS = 20;

interface Seen {
  state?: 'online' | 'offline';
  holder?: Holder;
  beats?: true;
}

/**
 * Asks the broker for another agent that is alive: announced as online, and its heart beats. Waits for a beat only
 * when one is announced; after a crash the last will has said otherwise.
 * @returns undefined when nobody else is there
 * @throws {InstrumentError} when the broker denies listening
 */
export async function findHolder(
  bus: Pick<MqttBus, 'subscribe'>,
  { base, agent, clock }: Question,
): Promise<Held | undefined> {
  const seen: Seen = {};
  const end = await bus.subscribe(`${base}/bridge/+`, (message) => {
    note(seen, message, `${base}/bridge/`);
  });
  const isFree = (): boolean => seen.state !== 'online' || seen.holder?.agent === agent;
  try {
    await until(clock, KEPT_MS, () => seen.state !== undefined);
    if (seen.state === 'online') await until(clock, BEATS_MS, () => isFree() || seen.beats === true);
    return isFree() || !seen.beats ? undefined : { holder: seen.holder };
  } finally {
    await end();
  }
}

function note(seen: Seen, { topic, text, retained }: MqttMessage, base: string): void {
  const name = topic.slice(base.length);
  const message = parseJson(text);
  if (name === 'state') {
    const state = bridgeStateSchema.safeParse(message).data?.state;
    if (state) seen.state = state;
  } else if (name === 'holder') {
    const holder = holderSchema.safeParse(message).data;
    if (holder) seen.holder = holder;
  } else if (name === 'health' && !retained) seen.beats = true;
}

async function until(clock: Clock, ms: number, holds: () => boolean): Promise<void> {
  const deadline = clock.monotonic() + ms;
  while (!holds() && clock.monotonic() < deadline) await clock.sleep(LOOK_MS);
}
