/** The topics of an instrument on MQTT, all under one base such as `lab/station-1`. */
import type { CommandName } from './codec.js';

/** Retained `online` or `offline`; `offline` by will when it is gone without a word. */
export const availabilityTopic = (base: string): string => `${base}/availability`;

/** Retained: what it is doing. */
export const stateTopic = (base: string): string => `${base}/state`;

/** Never retained, QoS 1. */
export const commandTopic = (base: string, name: CommandName | '+'): string => `${base}/cmd/${name}`;

/** The answer to a command, with the same `id`. */
export const resultTopic = (base: string, name: string): string => `${base}/cmd/${name}/result`;

/** The name of the command published on `topic`. */
export function commandNameOf(base: string, topic: string): string {
  return topic.slice(`${base}/cmd/`.length);
}
