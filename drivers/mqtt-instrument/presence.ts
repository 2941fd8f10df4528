/** Whether an instrument says that it is there, by its retained availability and its will. */
import type { Clock } from '../../core/clock.js';
import type { MqttBus } from '../transports/mqtt-bus.js';
import { parseJson } from '../transports/mqtt-json.js';
import { availabilitySchema } from './codec.js';
import { availabilityTopic } from './topics.js';

export class Presence {
  private current: 'unknown' | 'online' | 'offline' = 'unknown';
  private listeners: (() => void)[] = [];
  private ends: (() => Promise<void> | void)[] = [];

  constructor(
    private readonly bus: MqttBus,
    private readonly base: string,
  ) {}

  /** `unknown` until it was heard since the link to the broker last came up. */
  get state(): 'unknown' | 'online' | 'offline' {
    return this.current;
  }

  async open(): Promise<void> {
    const unwatch = this.bus.watch(({ link }) => {
      if (link === 'down') this.current = 'unknown';
    });
    this.ends.push(unwatch);
    this.ends.push(
      await this.bus.subscribe(availabilityTopic(this.base), ({ text }) => {
        this.current = availabilitySchema.safeParse(parseJson(text)).data?.state ?? 'unknown';
        for (const listener of this.listeners.splice(0)) listener();
      }),
    );
  }

  async close(): Promise<void> {
    this.current = 'unknown';
    for (const end of this.ends.splice(0)) await end();
  }

  /** Resolves when it was heard, or after `deadlineMs` of link time. */
  async heard(clock: Clock, deadlineMs: number): Promise<void> {
    if (this.current !== 'unknown') return;
    const over = new AbortController();
    await new Promise<void>((resolve) => {
      this.listeners.push(resolve);
      clock.sleep(deadlineMs, over.signal).then(resolve, () => undefined);
    });
    over.abort();
  }
}
