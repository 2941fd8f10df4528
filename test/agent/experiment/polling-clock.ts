/**
 * A clock for code that polls real storage: short sleeps are over at once and move time on by their length, long ones
 * (deadlines) when polls have taken that long or the test says that time has passed.
 */
import { setImmediate } from 'node:timers/promises';
import { abortReason, type Clock } from '../../../core/clock.js';

/** Sleeps up to this long are polls. */
const POLL_MS = 1000;

export class PollingClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  private readonly deadlines = new Map<() => void, number>();

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw abortReason(signal);
    if (ms > POLL_MS) return this.hold(this.time + ms, signal);
    await setImmediate();
    this.time += ms;
    for (const [pass, dueMs] of [...this.deadlines]) if (dueMs <= this.time) pass();
    if (signal?.aborted) throw abortReason(signal);
  }

  /** Waits until somebody waits for a deadline, and lets it pass. */
  async passDeadline(): Promise<void> {
    while (this.deadlines.size === 0) await setImmediate();
    for (const pass of [...this.deadlines.keys()]) pass();
  }

  private hold(dueMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const pass = (): void => {
        this.deadlines.delete(pass);
        resolve();
      };
      this.deadlines.set(pass, dueMs);
      signal?.addEventListener('abort', () => {
        this.deadlines.delete(pass);
        reject(abortReason(signal));
      });
    });
  }
}
