/** The instrument's own connection to the broker, independent of the driver's: the two share nothing but the codec. */
import { Socket } from 'node:net';
import { connect, type MqttClient } from 'mqtt';
import type { Availability, CommandResult, PeerState } from '../../drivers/mqtt-instrument/codec.js';
import {
  availabilityTopic,
  commandNameOf,
  commandTopic,
  resultTopic,
  stateTopic,
} from '../../drivers/mqtt-instrument/topics.js';

export interface PeerLinkOptions {
  readonly brokerUrl: string;
  readonly username: string;
  readonly password: string;
  readonly base: string;
  readonly answer: (name: string, text: string, retained: boolean) => Promise<CommandResult>;
  readonly state: () => PeerState;
  readonly onTrouble: (error: Error) => void;
}

export class PeerLink {
  private readonly client: MqttClient;
  /** Resolves when the instrument has said for the first time that it is there. */
  readonly online: Promise<void>;

  constructor(private readonly options: PeerLinkOptions) {
    const { brokerUrl, username, password, base } = options;
    this.client = connect(brokerUrl, {
      protocolVersion: 4,
      clientId: `peer-${base.replaceAll('/', '-')}`,
      username,
      password,
      keepalive: 5,
      // A clean session: commands sent while the instrument is away are not kept for it.
      clean: true,
      reconnectOnConnackError: true,
      queueQoSZero: false,
      resubscribe: false,
      will: { topic: availabilityTopic(base), payload: Buffer.from(OFFLINE), qos: 1, retain: true },
    });
    this.client.on('error', options.onTrouble);
    this.client.on('message', (topic, payload, { retain }) => {
      this.serve(topic, payload.toString('utf8'), retain).catch(options.onTrouble);
    });
    this.online = new Promise((resolve) => {
      this.client.on('connect', () => {
        this.announce().then(resolve, options.onTrouble);
      });
    });
  }

  /** Says what the instrument is doing. Without a connection nothing is said: `announce` does it later. */
  publishState(): void {
    this.retain(stateTopic(this.options.base), JSON.stringify(this.options.state())).catch(
      this.options.onTrouble,
    );
  }

  /** Says that the instrument goes, and goes. */
  async close(): Promise<void> {
    const connected = this.client.connected;
    await this.retain(availabilityTopic(this.options.base), OFFLINE);
    await this.client.endAsync(!connected);
  }

  private async announce(): Promise<void> {
    if (this.client.stream instanceof Socket) this.client.stream.setNoDelay(true);
    await this.client.subscribeAsync(commandTopic(this.options.base, '+'), { qos: 1 });
    await this.retain(stateTopic(this.options.base), JSON.stringify(this.options.state()));
    await this.retain(availabilityTopic(this.options.base), ONLINE);
  }

  private async serve(topic: string, text: string, retained: boolean): Promise<void> {
    const name = commandNameOf(this.options.base, topic);
    const result = await this.options.answer(name, text, retained);
    // Nobody waits for an answer through an outage: who asked will ask again.
    if (!this.client.connected) return;
    await this.client.publishAsync(resultTopic(this.options.base, name), JSON.stringify(result), { qos: 1 });
  }

  private async retain(topic: string, text: string): Promise<void> {
    if (this.client.connected) await this.client.publishAsync(topic, text, { qos: 1, retain: true });
  }
}

const ONLINE = JSON.stringify({ state: 'online' } satisfies Availability);
const OFFLINE = JSON.stringify({ state: 'offline' } satisfies Availability);
