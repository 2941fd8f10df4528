/** Starting something on an instrument only when that may be, without losing patience with its link over the wait. */
import type { Clock } from '../../core/clock.js';
import type { Instrument } from '../../drivers/instrument.js';

/**
 * The same instrument, whose `start` waits first. A job that was decided on may reach it much later, when its link is
 * back: what holds back must be asked then, not before.
 */
export function heldBack(instrument: Instrument, mayStart: () => Promise<void>): Instrument {
  const start: Instrument['start'] = async (jobId, task) => {
    await mayStart();
    await instrument.start(jobId, task);
  };
  return new Proxy(instrument, {
    get: (target, name) => {
      if (name === 'start') return start;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** A clock whose intervals leave out what was waited for on purpose. */
export class PatientClock implements Clock {
  private waitedMs = 0;

  constructor(private readonly clock: Clock) {}

  now(): number {
    return this.clock.now();
  }

  monotonic(): number {
    return this.clock.monotonic() - this.waitedMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.clock.sleep(ms, signal);
  }

  /** Settles as `wait` does. Nobody asks for the time meanwhile. */
  async leaveOut(wait: Promise<void>): Promise<void> {
    const fromMs = this.clock.monotonic();
    try {
      await wait;
    } finally {
      this.waitedMs += this.clock.monotonic() - fromMs;
    }
  }
}
