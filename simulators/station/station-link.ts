/** The station's own connection to the broker, independent of the driver's: the two share nothing but the codec. */
import { Socket } from 'node:net';
import { connect, type MqttClient } from 'mqtt';
import type { Availability, CommandResult, StationState } from '../../drivers/mqtt-station/codec.js';
import {
  availabilityTopic,
  commandNameOf,
  commandTopic,
  resultTopic,
  stateTopic,
} from '../../drivers/mqtt-station/topics.js';

export interface StationLinkOptions {
  readonly brokerUrl: string;
  readonly username: string;
  readonly password: string;
  readonly base: string;
  readonly answer: (name: string, text: string, retained: boolean) => Promise<CommandResult>;
  readonly state: () => StationState;
  readonly onTrouble: (error: Error) => void;
}

export class StationLink {
  private readonly client: MqttClient;
  /** Resolves when the station has said for the first time that it is there. */
  readonly online: Promise<void>;

  constructor(private readonly options: StationLinkOptions) {
    const { brokerUrl, username, password, base } = options;
    this.client = connect(brokerUrl, {
      protocolVersion: 4,
      clientId: `station-${base.replaceAll('/', '-')}`,
      username,
      password,
      keepalive: 5,
      // A clean session: commands sent while the station is away are not kept for it.
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

  /** Says what the station is doing. Without a connection nothing is said: `announce` does it later. */
  publishState(): void {
    this.retain(stateTopic(this.options.base), JSON.stringify(this.options.state())).catch(
      this.options.onTrouble,
    );
  }

  /** Says that the station goes, and goes. */
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
