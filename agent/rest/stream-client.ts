/** One listener of the event stream: writes as fast as it reads, and gives it up when it does not. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.js';

/** Below the minute or two after which proxies cut a silent connection. */
export const BEAT_MS = 15_000;
/** How long a client may leave its buffer full. */
export const SLOW_MS = 30_000;

const HEAD = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };

type EventText = { readonly seq: number; readonly text: string };

export class StreamClient {
  /** The latest message of each topic that has changed, to be told. */
  private readonly changed: Map<string, string>;
  private readonly closing = new AbortController();
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly clock: Clock,
    kept: readonly (readonly [topic: string, text: string])[],
  ) {
    this.changed = new Map(kept);
    response.writeHead(200, HEAD);
    // A client knows at once that it is let in, also when there is nothing to tell yet.
    response.flushHeaders();
    response.on('close', this.close.bind(this));
    // A connection that breaks is one that closes.
    response.on('error', () => undefined);
  }

  retain(topic: string, text: string): void {
    this.changed.set(topic, text);
    this.wake();
  }

  wake(): void {
    this.wakeUp();
  }

  /** Tells what there is, and what comes; resolves when the client is gone. @throws {Error} when it does not read */
  async pump(after: number, eventsAfter: (seq: number) => Promise<readonly EventText[]>): Promise<void> {
    while (!this.closing.signal.aborted) {
      const more = new Promise<void>((resolve) => (this.wakeUp = resolve));
      const changed = [...this.changed];
      this.changed.clear();
      for (const [topic, text] of changed) await this.write(retainedText(topic, text));
      const events = await eventsAfter(after);
      for (const { seq, text } of events) {
        await this.write(text);
        after = seq;
      }
      if (events.length === 0 && this.changed.size === 0) await more;
    }
  }

  /** Says now and then that all is well. Resolves when the client is gone or may not listen any more. */
  async beat(check: () => Promise<unknown>): Promise<void> {
    const { signal } = this.closing;
    const isIn = (): Promise<boolean> => holds(check());
    while ((await holds(this.clock.sleep(BEAT_MS, signal))) && (await isIn()))
      this.response.write(': beat\n\n');
  }

  close(): void {
    this.closing.abort();
    this.wake();
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    const { signal } = this.closing;
    if (signal.aborted || this.response.write(text)) return;
    const waiting = new AbortController();
    const patience = holds(this.clock.sleep(SLOW_MS, waiting.signal));
    const drained = once(this.response, 'drain', { signal }).catch(() => undefined);
    const isSlow = await Promise.race([drained.then(() => false), patience]);
    // A reader that catches up on a long record drains thousands of times: none of the waits is left behind.
    waiting.abort();
    if (!isSlow) return;
    this.response.destroy();
    throw new Error(`it has not read for ${SLOW_MS / 1000} s`);
  }
}

/** A message that was removed is null. */
function retainedText(topic: string, text: string): string {
  return `data: {"topic":${JSON.stringify(topic)},"retained":true,"message":${text || 'null'}}\n\n`;
}

/** Whether it resolves. */
function holds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
