/**
 * One connection to an MQTT broker. Speaks 3.1.1, which every broker understands; what MQTT 5 would add (expiry,
 * correlation) travels in the payload. Nothing is ever queued: what cannot be sent now fails now, because a command
 * that arrives after an outage is worse than one that never arrives.
 */
import { Socket } from 'node:net';
import { connect, type MqttClient } from 'mqtt';
import { abortReason } from '../../core/clock.js';
import { InstrumentError, type Fault } from '../instrument-error.js';
import { LinkWatch, type LinkNews } from './mqtt-link.js';
import { clientOptions, type MqttBusOptions } from './mqtt-options.js';
import { matchesFilter } from './mqtt-topic.js';
import { brokerName, brokerTrouble } from './mqtt-trouble.js';

export interface MqttMessage {
  readonly topic: string;
  readonly text: string;
  /** Kept by the broker from earlier, not sent just now. */
  readonly retained: boolean;
}

/** Called for each message; must not throw. */
export type MqttHandler = (message: MqttMessage) => void;

interface Subscription {
  readonly filter: string;
  readonly handler: MqttHandler;
}

/** Errors are `InstrumentError`s that name the broker. Reconnects by itself until `disconnect`. */
export class MqttBus {
  readonly name: string;
  private client: MqttClient | undefined;
  /** From CONNACK to the loss of the connection. The link is up once the subscriptions are granted as well. */
  private inSession = false;
  private readonly status = new LinkWatch();
  private readonly subscriptions = new Set<Subscription>();

  constructor(private readonly options: MqttBusOptions) {
    this.name = brokerName(options);
  }

  get link(): 'up' | 'down' {
    return this.status.state;
  }

  /** Reports every change of the link and every failed attempt. @returns a function that ends the watch */
  watch(watcher: (news: LinkNews) => void): () => void {
    return this.status.watch(watcher);
  }

  /**
   * Resolves when the link is up. Rejects with the first trouble, and then goes on trying in the background:
   * corrected credentials or a restarted broker bring the link up without another call.
   * @throws {InstrumentError} `set-up` credentials or host name are wrong; `not-sent` no broker answers
   */
  async connect(signal?: AbortSignal): Promise<void> {
    if (this.link === 'up') return;
    if (signal?.aborted) throw abortReason(signal);
    const news = this.status.next(signal);
    this.client ??= this.open();
    await news;
  }

  /**
   * Resolves when the broker has acknowledged (QoS 1) or the message is written (QoS 0).
   * @throws {InstrumentError} `not-sent` when the link is down; `unknown-outcome` when it is lost before the
   * acknowledgement, in which case the message is not sent again
   */
  async publish(topic: string, text: string, how: { qos?: 0 | 1; retain?: boolean } = {}): Promise<void> {
    const { client } = this;
    if (!client || this.link === 'down') {
      throw this.error(
        'not-sent',
        `no connection: nothing was published on ${topic}; try again when it is back`,
      );
    }
    await new Promise<void>((resolve, reject) => {
      client.publish(topic, text, { qos: how.qos ?? 1, retain: how.retain ?? false }, (error) => {
        if (error) reject(this.error('unknown-outcome', `lost while publishing on ${topic}`, error));
        else resolve();
      });
    });
  }

  /**
   * Calls `handler` for every message on `filter`, now and after each reconnection. While the link is down the wish
   * is noted, and carried out when it comes up.
   * @returns a function that ends the subscription
   * @throws {InstrumentError} `set-up` when the broker denies it
   */
  async subscribe(filter: string, handler: MqttHandler): Promise<() => Promise<void>> {
    const subscription = { filter, handler };
    this.subscriptions.add(subscription);
    try {
      if (this.client && this.inSession) await this.request(this.client, [filter]);
    } catch (error) {
      this.subscriptions.delete(subscription);
      throw error;
    }
    return () => this.unsubscribe(subscription);
  }

  /** Leaves the broker in an orderly way: the will is not published. */
  async disconnect(): Promise<void> {
    const { client, inSession } = this;
    if (!client) return;
    this.client = undefined;
    this.leave(client, 'disconnected by ourselves');
    // Without a session there is nobody to say goodbye to, and waiting for an answer would not end.
    await client.endAsync(!inSession);
  }

  private open(): MqttClient {
    const client = connect(this.options.url, clientOptions(this.options));
    client.on('connect', () => void this.begin(client));
    // Every attempt that fails closes; most say why first.
    let explained = false;
    client.on('error', (error) => {
      explained = true;
      if (client === this.client) this.status.tell(this.link, brokerTrouble(error, this.options));
    });
    client.on('close', () => {
      if (client === this.client && (this.inSession || !explained))
        this.leave(client, 'no connection; trying again');
      explained = false;
    });
    client.on('message', (topic, payload, { retain }) => {
      this.dispatch({ topic, text: payload.toString('utf8'), retained: retain });
    });
    return client;
  }

  private async begin(client: MqttClient): Promise<void> {
    // Nagle's algorithm would hold small messages back for up to 40 ms.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    this.inSession = true;
    const filters = [...new Set([...this.subscriptions].map(({ filter }) => filter))];
    const trouble = await this.request(client, filters).then(
      () => undefined,
      (error: unknown) => error as InstrumentError,
    );
    if (client === this.client && client.connected) this.status.tell('up', trouble);
  }

  private leave(client: MqttClient, why: string): void {
    this.inSession = false;
    // The library would send these again after reconnecting, however late that is.
    for (const id of Object.keys(client.outgoing)) client.removeOutgoingMessage(Number(id));
    this.status.tell('down', this.error('not-sent', why));
  }

  private async request(client: MqttClient, filters: string[]): Promise<void> {
    if (filters.length === 0) return;
    try {
      await client.subscribeAsync(filters, { qos: 1 });
    } catch (error) {
      if (!client.connected)
        throw this.error('not-sent', `lost while subscribing to ${filters.join(', ')}`, error);
      const advice = `denies subscribing to ${filters.join(', ')}: allow it to this user at the broker`;
      throw this.error('set-up', advice, error);
    }
  }

  private async unsubscribe(subscription: Subscription): Promise<void> {
    this.subscriptions.delete(subscription);
    const { filter } = subscription;
    const shared = [...this.subscriptions].some((other) => other.filter === filter);
    if (shared || !this.client || !this.inSession) return;
    try {
      await this.client.unsubscribeAsync(filter);
    } catch (error) {
      // A clean session takes its subscriptions along when it ends: then there is nothing left to undo.
      if (this.client.connected) throw this.error('protocol', `unsubscribing from ${filter} failed`, error);
    }
  }

  private dispatch(message: MqttMessage): void {
    for (const { filter, handler } of [...this.subscriptions]) {
      if (matchesFilter(filter, message.topic)) handler(message);
    }
  }

  private error(fault: Fault, message: string, cause?: unknown): InstrumentError {
    return new InstrumentError(this.name, fault, message, { clientId: this.options.clientId }, { cause });
  }
}
