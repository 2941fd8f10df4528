/**
 * Every login of a lab's broker, and the topics it may publish and read. A request carries its asker's login as the last
 * level of its topic and nobody may publish under another one: so the topic says who asks, and no payload can.
 */
import { instrumentsOf, type LabConfig } from '../lab.js';

export interface BrokerRights {
  /** Topic filters. */
  readonly publish: readonly string[];
  readonly read: readonly string[];
}

/** By login: the agent, each instrument that speaks MQTT (its name in the lab file), and the people. */
export function brokerRights(lab: LabConfig): Readonly<Record<string, BrokerRights>> {
  const people = Object.entries(lab.broker.people);
  return {
    [lab.broker.username]: agentRights(lab),
    ...Object.fromEntries(devices(lab).map(([name, topic]) => [name, deviceRights(topic)])),
    ...Object.fromEntries(
      people.map(([name, role]) => [name, personRights(lab, role === 'viewer' ? [] : [name])]),
    ),
  };
}

/** The instruments on MQTT and the topics that are theirs. */
export function devices(lab: LabConfig): [name: string, topic: string][] {
  return [...instrumentsOf(lab, 'characteriser'), ...instrumentsOf(lab, 'source')].flatMap(
    ([name, instrument]) => ('baseTopic' in instrument ? [[name, instrument.baseTopic]] : []),
  );
}

function agentRights(lab: LabConfig): BrokerRights {
  const topics = devices(lab).map(([, topic]) => topic);
  const own = [`${lab.supervision.baseTopic}/#`, ...discovery(lab)];
  return {
    publish: [...own, ...topics.map((topic) => `${topic}/cmd/+`)],
    read: [...own, ...topics.map((topic) => `${topic}/#`)],
  };
}

/** An instrument answers and says how it is; it cannot command another one, nor ask anything of the agent. */
function deviceRights(topic: string): BrokerRights {
  return {
    publish: [`${topic}/availability`, `${topic}/state`, `${topic}/cmd/+/result`],
    read: [`${topic}/cmd/+`],
  };
}

function personRights(lab: LabConfig, asks: readonly string[]): BrokerRights {
  const base = lab.supervision.baseTopic;
  return {
    publish: asks.map((name) => `${base}/bridge/request/+/${name}`),
    read: [`${base}/#`, ...discovery(lab)],
  };
}

function discovery({ supervision }: LabConfig): string[] {
  return supervision.homeAssistant === undefined ? [] : [`${supervision.homeAssistant.topic}/#`];
}
