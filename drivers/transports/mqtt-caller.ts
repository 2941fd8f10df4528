/** Questions and answers over a bus: each question carries a transaction that its answer repeats. */
import type { Clock } from '../../core/clock.js';
import { InstrumentError } from '../instrument-error.js';
import type { MqttBus } from './mqtt-bus.js';

export interface Question {
  readonly topic: string;
  /** Never used twice. */
  readonly transaction: string;
  readonly text: string;
  /** Link time within which the answer must be here, ms. */
  readonly deadlineMs: number;
}

/** Where answers come in, and which question an answer belongs to (undefined: to none of ours). */
export interface Answers {
  readonly filter: string;
  readonly transactionOf: (text: string) => string | undefined;
}

interface Waiter {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

export class MqttCaller {
  private readonly waiting = new Map<string, Waiter>();
  private ends: (() => Promise<void> | void)[] = [];

  constructor(
    private readonly bus: MqttBus,
    private readonly clock: Clock,
    private readonly answers: Answers,
  ) {}

  /** Listens for answers. Call before the first question. */
  async open(): Promise<void> {
    const unwatch = this.bus.watch(({ link, trouble }) => {
      if (link === 'down') this.failAll(trouble);
    });
    this.ends.push(unwatch);
    this.ends.push(
      await this.bus.subscribe(this.answers.filter, ({ text, retained }) => {
        const transaction = retained ? undefined : this.answers.transactionOf(text);
        if (transaction !== undefined) this.waiting.get(transaction)?.resolve(text);
      }),
    );
  }

  async close(): Promise<void> {
    this.failAll(undefined);
    for (const end of this.ends.splice(0)) await end();
  }

  /**
   * @returns the text of the answer
   * @throws {InstrumentError} `not-sent` when the link is down; `unknown-outcome` when no answer came in time, or the
   * link was lost meanwhile
   */
  async ask({ topic, transaction, text, deadlineMs }: Question): Promise<string> {
    const over = new AbortController();
    try {
      return await new Promise<string>((resolve, reject) => {
        // Registered before anything is sent: an answer may be back before the acknowledgement.
        this.waiting.set(transaction, { resolve, reject });
        this.bus.publish(topic, text).catch(reject);
        this.clock.sleep(deadlineMs, over.signal).then(
          () => {
            reject(this.lost(`no answer on ${topic} within ${deadlineMs} ms`));
          },
          () => undefined,
        );
      });
    } finally {
      over.abort();
      this.waiting.delete(transaction);
    }
  }

  private failAll(cause: Error | undefined): void {
    for (const { reject } of this.waiting.values())
      reject(this.lost('the link was lost before the answer', cause));
  }

  private lost(message: string, cause?: Error): InstrumentError {
    return new InstrumentError(this.bus.name, 'unknown-outcome', message, {}, { cause });
  }
}
