/** A clock on what a host offers: its time of day, its time since it was started, and timers that run on the latter. */
import type { AwakeTime } from './awake-time.js';
import type { Clock } from './clock.js';

export interface Host {
  /** Milliseconds since the Unix epoch, UTC, as the host has it. */
  wallMs(): number;
  /** Resolves after `ms` of the host's monotonic time, or later; rejects with the signal's reason when aborted. */
  timer(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Node's timers hold no more, ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class HostClock implements Clock {
  /** @param awake on the host's monotonic time; somebody looks at it regularly */
  constructor(
    private readonly host: Host,
    private readonly awake: AwakeTime,
  ) {}

  now(): number {
    return this.host.wallMs();
  }

  monotonic(): number {
    return this.awake.look();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const endMs = this.monotonic() + ms;
    // A timer that a sleeping host has overrun, or that could not hold all of it, leaves a rest. Below 1 ms is rounding.
    let restMs = Math.max(0, ms);
    do await this.host.timer(Math.min(restMs, LONGEST_TIMER_MS), signal);
    while ((restMs = endMs - this.monotonic()) >= 1);
  }
}
