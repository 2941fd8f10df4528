/**
 * What is done at an instant of lab time if nobody has done something else before. What the record could not take then is
 * tried again as soon as it takes anything: a full disk must not leave a question open for ever.
 */
import type { Clock } from '../../core/clock.js';
import type { LabRecord } from '../record/record.js';
import { heardByMany } from './cutting-short.js';

export interface DeadlinesParts {
  readonly record: Pick<LabRecord, 'onEvent'>;
  /** Lab time. */
  readonly lab: Clock;
  /** Does nothing for what has been settled. */
  readonly act: (id: string) => Promise<void>;
  readonly onTrouble: (error: Error) => void;
}

export class Deadlines {
  private readonly closing = heardByMany();
  private readonly missed = new Set<string>();

  constructor(private readonly parts: DeadlinesParts) {
    parts.record.onEvent(() => {
      const again = [...this.missed];
      this.missed.clear();
      for (const id of again) void this.attempt(id);
    });
  }

  /** One that has passed applies at once. @param deadlineLabAt ISO 8601 */
  set(id: string, deadlineLabAt: string): void {
    const { lab } = this.parts;
    lab.sleep(Date.parse(deadlineLabAt) - lab.now(), this.closing.signal).then(
      () => this.attempt(id),
      () => undefined,
    );
  }

  /** None applies any more until the next start. */
  stop(): void {
    this.closing.abort();
  }

  private async attempt(id: string): Promise<void> {
    if (this.closing.signal.aborted) return;
    try {
      await this.parts.act(id);
    } catch (cause) {
      this.missed.add(id);
      this.parts.onTrouble(new Error(`the deadline of ${id} could not be recorded`, { cause }));
    }
  }
}
