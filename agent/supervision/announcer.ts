/**
 * Publishes what operators see. Retained messages are kept here as well: a broker may lose its own through a restart,
 * and what was said while it was away is owed to it. They keep their first `ts`, so that old news look old.
 */
import type { Clock } from '../../core/clock.js';
import type { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { Flat } from './contract/messages.js';

/** A message that the broker should keep; the empty text removes what it kept. */
interface Owed {
  readonly text: string;
}

export class Announcer {
  private readonly retained = new Map<string, Owed>();
  private readonly listeners = new Set<(topic: string, text: string) => void>();
  private seq = 0;

  constructor(
    private readonly bus: MqttBus,
    private readonly base: string,
    private readonly clock: Clock,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /** @param at when it was so, ISO-8601 UTC; now, unless it is old news */
  stamped<Body extends Flat>(body: Body, at?: string): Body & { ts: string; seq: number } {
    this.seq += 1;
    return { ...body, ts: at ?? new Date(this.clock.now()).toISOString(), seq: this.seq };
  }

  /**
   * Replaces the retained message of `topic`; published now, or when the link comes up.
   * @param at when it was so, ISO-8601 UTC; now, unless it is old news
   */
  async retain(topic: string, body: Flat, at?: string): Promise<void> {
    await this.replace(topic, JSON.stringify(this.stamped(body, at)));
  }

  /** Removes the retained message of `topic`. */
  async retract(topic: string): Promise<void> {
    await this.replace(topic, '');
  }

  /** Calls `listener` with every retained message that is new, the empty one where one is removed. */
  onRetained(listener: (topic: string, text: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The retained messages that hold now, by topic. */
  get kept(): [topic: string, text: string][] {
    return [...this.retained].flatMap(([topic, { text }]) => (text === '' ? [] : [[topic, text]]));
  }

  /** @returns whether the broker has it; a message that it did not get is not sent later */
  async tell(topic: string, body: Flat): Promise<boolean> {
    return this.send(topic, JSON.stringify(body), false);
  }

  /** Publishes every retained message again. */
  async repeat(): Promise<void> {
    await Promise.all([...this.retained].map(([topic, owed]) => this.deliver(topic, owed)));
  }

  private async replace(topic: string, text: string): Promise<void> {
    const owed = { text };
    this.retained.set(topic, owed);
    for (const listener of this.listeners) listener(topic, text);
    await this.deliver(topic, owed);
  }

  /** A removal that the broker has is owed no more. What was set meanwhile is another message, and stays. */
  private async deliver(topic: string, owed: Owed): Promise<void> {
    const taken = await this.send(topic, owed.text, true);
    if (taken && owed.text === '' && this.retained.get(topic) === owed) this.retained.delete(topic);
  }

  private async send(topic: string, text: string, retain: boolean): Promise<boolean> {
    // Nothing to report: whoever watches the link knows.
    if (this.bus.link === 'down') return false;
    try {
      await this.bus.publish(`${this.base}/${topic}`, text, { retain });
      return true;
    } catch (error) {
      this.onTrouble(new Error(`${this.base}/${topic} was not published`, { cause: error }));
      return false;
    }
  }
}
