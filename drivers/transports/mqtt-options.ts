/** How we connect to a broker, and why the client library's defaults are not good enough for commands. */
import type { IClientOptions } from 'mqtt';
import type { BrokerAddress } from './mqtt-trouble.js';

/** What the broker publishes for us when we are gone without a word: retained, QoS 1. */
export interface MqttWill {
  readonly topic: string;
  readonly text: string;
}

export interface MqttBusOptions extends BrokerAddress {
  readonly password?: string;
  readonly will?: MqttWill;
  /** A dead link is noticed after 1.5 times this. Default 5 s. */
  readonly keepaliveS?: number;
  /** Pause between two attempts to connect. Default 1000 ms. */
  readonly reconnectMs?: number;
  /** How long the broker may take to accept us. Default 5000 ms. */
  readonly connectMs?: number;
}

/**
 * Options of mqtt.js 5. Three defaults are turned round: a refused CONNECT would end reconnecting for ever, QoS 0
 * messages would be kept through an outage and delivered as if fresh, and subscriptions are renewed by ourselves so
 * that the link counts as up only when they are granted.
 */
export function clientOptions(options: MqttBusOptions): IClientOptions {
  const { clientId, username, password, will } = options;
  return {
    protocolVersion: 4,
    clean: true,
    clientId,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(will && { will: { topic: will.topic, payload: Buffer.from(will.text), qos: 1, retain: true } }),
    keepalive: options.keepaliveS ?? 5,
    reconnectPeriod: options.reconnectMs ?? 1000,
    connectTimeout: options.connectMs ?? 5000,
    reconnectOnConnackError: true,
    queueQoSZero: false,
    resubscribe: false,
  };
}
