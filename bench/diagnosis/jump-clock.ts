/** A clock for a lab in which one thing happens at a time: whoever sleeps is at once where the sleep ends. */
import { abortReason, type Clock } from '../../core/clock.js';

export class JumpClock implements Clock {
  constructor(private timeMs = Date.UTC(2026, 0, 1)) {}

  now(): number {
    return this.timeMs;
  }

  monotonic(): number {
    return this.timeMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw abortReason(signal);
    this.timeMs += Math.max(0, ms);
  }
}
