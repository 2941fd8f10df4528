/**
 * What is done at an instant of lab time if nobody has done something else before, by the clock at the moment of looking: a
 * host that slept over a deadline is not given the rest of it. What the record could not take then is tried again as soon
 * as it takes anything: a full disk must not leave a question open for ever.
 */
import type { Clock } from '../../core/clock.js';
import type { LabRecord } from '../record/record.js';

export interface DeadlinesParts {
  readonly record: Pick<LabRecord, 'onEvent'>;
  /** Lab time. */
  readonly lab: Clock;
  /** Does nothing for what has been settled. */
  readonly act: (id: string) => Promise<void>;
  readonly onTrouble: (error: Error) => void;
}

export class Deadlines {
  /** When each applies, lab time, ms since the epoch, by id. */
  private readonly ahead = new Map<string, number>();
  private readonly missed = new Set<string>();
  private alarm = new AbortController();
  private stopped = false;

  constructor(private readonly parts: DeadlinesParts) {
    parts.record.onEvent(() => {
      const again = [...this.missed];
      this.missed.clear();
      for (const id of again) void this.attempt(id);
    });
  }

  /** One that has passed applies at once. @param deadlineLabAt ISO 8601 */
  set(id: string, deadlineLabAt: string): void {
    this.ahead.set(id, Date.parse(deadlineLabAt));
    this.wakeAtNext();
  }

  /** To be called every few seconds: that a host slept, or its clock was set, is found out by it. Never throws. */
  look(): void {
    const nowMs = this.parts.lab.now();
    const passed = [...this.ahead].filter(([, atMs]) => atMs <= nowMs);
    for (const [id] of passed) {
      this.ahead.delete(id);
      void this.attempt(id);
    }
    this.wakeAtNext();
  }

  /** None applies any more until the next start. */
  stop(): void {
    this.stopped = true;
    this.alarm.abort();
  }

  /** Between two looks days of a simulated lab go by, so its deadlines are looked at when they are due as well. */
  private wakeAtNext(): void {
    this.alarm.abort();
    if (this.stopped || this.ahead.size === 0) return;
    const { lab } = this.parts;
    const { signal } = (this.alarm = new AbortController());
    lab.sleep(Math.min(...this.ahead.values()) - lab.now(), signal).then(
      () => {
        this.look();
      },
      () => undefined,
    );
  }

  private async attempt(id: string): Promise<void> {
    if (this.stopped) return;
    try {
      await this.parts.act(id);
    } catch (cause) {
      this.missed.add(id);
      this.parts.onTrouble(new Error(`the deadline of ${id} could not be recorded`, { cause }));
    }
  }
}
