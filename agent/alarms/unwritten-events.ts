/** Events on their way to a record that may not take them just now: kept in order until it does. */
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';

/** More than an alarm system makes in a day; beyond it the oldest are given up. */
const MOST = 10_000;

export class UnwrittenEvents {
  private readonly events: NewEvent[] = [];
  private turn: Promise<void> = Promise.resolve();
  private failure: string | undefined;

  constructor(
    private readonly record: Pick<LabRecord, 'append'>,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /** Why the record took nothing at the latest attempt; undefined when it did. */
  get trouble(): string | undefined {
    return this.failure;
  }

  /** Resolves after the attempt, whatever came of it. With nothing new it tries what is left. */
  write(events: readonly NewEvent[]): Promise<void> {
    this.events.push(...events);
    this.events.splice(0, this.events.length - MOST);
    if (this.events.length > 0) this.turn = this.turn.then(() => this.attempt());
    return this.turn;
  }

  private async attempt(): Promise<void> {
    const batch = [...this.events];
    if (batch.length === 0) return;
    try {
      await this.record.append(...batch);
      this.events.splice(0, this.events.indexOf(batch.at(-1)!) + 1);
      this.failure = undefined;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      if (this.failure === undefined) {
        this.onTrouble(
          new Error(`alarms could not be recorded (${why}); they are kept and tried again`, { cause }),
        );
      }
      this.failure = why;
    }
  }
}
