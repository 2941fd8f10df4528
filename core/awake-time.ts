/**
 * Time that counts only while this process is awake. What a host does to a process that sleeps differs: with some the
 * monotonic clock stands still, with others (a frozen process, a paused machine) it runs on, and then every deadline
 * would be over at the moment of waking, before anybody had a chance to answer.
 */

/** At most this long between two looks while awake, ms. */
export const LOOK_MS = 1000;
/** A longer gap was sleep, ms. A loop that was merely busy for so long gives others more time, which does no harm. */
const ASLEEP_MS = 10_000;

export class AwakeTime {
  private asleepMs = 0;
  private seenMs: number;

  /** @param read ms from an arbitrary origin; never goes back */
  constructor(private readonly read: () => number) {
    this.seenMs = read();
  }

  /** Milliseconds awake, from an arbitrary origin. To be called at least every `LOOK_MS`: it is how sleep is noticed. */
  look(): number {
    const nowMs = this.read();
    const gapMs = nowMs - this.seenMs;
    if (gapMs > ASLEEP_MS) this.asleepMs += gapMs - LOOK_MS;
    this.seenMs = nowMs;
    return nowMs - this.asleepMs;
  }
}
