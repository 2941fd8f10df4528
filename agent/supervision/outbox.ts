/**
 * Brings every event of the record to the broker, in order, at least once: each carries an id by which consumers drop
 * repeats. The record is the queue, so an outage of any length costs one page of memory, and a crash loses nothing.
 */
import type { Clock } from '../../core/clock.js';
import type { LabEvent } from '../record/lab-event.js';
import { Delivery, RETRY_MS, type EventLine } from './delivery.js';
import { Waiting } from './waiting.js';

/** The recorded events, and how far they are confirmed. */
export interface EventStore {
  /** Sequence number of the last event confirmed, as stored; 0 for none. */
  readonly confirmed: number;
  /** Sequence number of the latest event recorded. */
  readonly length: number;
  page(seq: number, limit: number): Promise<readonly LabEvent[]>;
  save(seq: number): Promise<void>;
}

export interface OutboxOptions {
  readonly store: EventStore;
  readonly line: EventLine;
  /** Link time. */
  readonly clock: Clock;
  /** What went wrong, once while it lasts. The outbox goes on. */
  readonly onTrouble: (error: Error) => void;
  /** The broker did not take this event; words in its place were sent. */
  readonly onWithheld: (event: LabEvent) => void;
}

/** Events in memory at most, and confirmed events between two writes of the cursor. */
export const PAGE = 100;
/** An idle outbox writes its cursor after this long: a crash repeats no more than what came since. */
export const SETTLE_MS = 1000;

export class Outbox {
  private readonly waiting: Waiting;
  private readonly delivery: Delivery;
  private confirmed: number;
  private saved: number;
  private head: LabEvent | undefined;
  private ending = false;
  private running: Promise<void> = Promise.resolve();
  private lastTrouble = '';

  constructor(private readonly options: OutboxOptions) {
    const { store, line, clock, onWithheld } = options;
    this.waiting = new Waiting(clock);
    this.delivery = new Delivery(line, this.waiting, this.report.bind(this), onWithheld);
    this.confirmed = this.saved = store.confirmed;
  }

  /** Events that the broker has not yet confirmed. */
  get depth(): number {
    return Math.max(0, this.options.store.length - this.confirmed);
  }

  /** How long ago the oldest of them was recorded, seconds; 0 when there is none. */
  get oldestS(): number {
    if (this.depth === 0 || !this.head) return 0;
    return Math.max(0, (this.options.clock.now() - Date.parse(this.head.at)) / 1000);
  }

  start(): void {
    this.running = this.run();
  }

  /** To be called when an event was recorded and when the link came up. */
  wake(): void {
    this.waiting.ring();
  }

  /**
   * Sends what it can within `deadlineMs`; the rest stays for the next start. Resolves when the cursor is written; if
   * the disk does not answer either, without that: what is then sent again is dropped by its id.
   */
  async stop(deadlineMs: number): Promise<void> {
    this.ending = true;
    this.wake();
    const done = new AbortController();
    await Promise.race([this.running, this.late(deadlineMs, done.signal)]);
    done.abort();
  }

  private async late(deadlineMs: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.options;
    try {
      await clock.sleep(deadlineMs, signal);
      this.waiting.giveUp();
      await clock.sleep(SETTLE_MS, signal);
    } catch (error) {
      if (!signal.aborted) this.report(error as Error);
    }
  }

  private async run(): Promise<void> {
    while (!this.mustEnd()) {
      this.waiting.silence();
      const page = await this.attempt(() => this.options.store.page(this.confirmed, PAGE));
      if (!page) await this.waiting.pause(RETRY_MS);
      else if (page.length > 0) await this.send(page);
      else if (this.ending) break;
      else await this.rest();
    }
    await this.save();
  }

  private async send(page: readonly LabEvent[]): Promise<void> {
    for (const event of page) {
      this.head = event;
      if (!(await this.delivery.deliver(event, () => this.linkUp()))) return;
      this.confirmed = event.seq;
      if (this.confirmed - this.saved >= PAGE) await this.save();
    }
  }

  /** @returns false when it is not worth waiting any more */
  private async linkUp(): Promise<boolean> {
    for (;;) {
      this.waiting.silence();
      if (this.mustEnd()) return false;
      if (this.options.line.isUp) return true;
      await this.save();
      if (!this.waiting.hasRung) await this.waiting.rung;
    }
  }

  private async rest(): Promise<void> {
    if (this.confirmed === this.saved) return this.waiting.rung;
    await Promise.race([this.waiting.rung, this.waiting.pause(SETTLE_MS)]);
    this.waiting.cutShort();
    if (!this.waiting.hasRung) await this.save();
  }

  private async save(): Promise<void> {
    const { confirmed } = this;
    if (confirmed === this.saved) return;
    const isSaved = await this.attempt(async () => {
      await this.options.store.save(confirmed);
      return true;
    });
    if (!isSaved) return;
    this.saved = confirmed;
    this.lastTrouble = '';
  }

  private mustEnd(): boolean {
    return this.waiting.isOver || (this.ending && !this.options.line.isUp);
  }

  private async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      this.report(
        new Error(`the outbox cannot use the record (${why}); events wait and are sent later`, { cause }),
      );
      return undefined;
    }
  }

  private report(error: Error): void {
    if (error.message === this.lastTrouble) return;
    this.lastTrouble = error.message;
    this.options.onTrouble(error);
  }
}
