/**
 * Time that counts only while this process is awake. What a host does to a process that sleeps differs: with some the
 * monotonic clock stands still, with others (a frozen process, a paused machine) it runs on, and then every deadline
 * would be over at the moment of waking, before anybody had a chance to answer.
 */

/** At most this long between two looks while awake, ms. */
export const LOOK_MS = 1000;
/** A gap of more looks than that was sleep. A loop that was merely busy for so long gives others more time: no harm. */
const ASLEEP_LOOKS = 10;

export class AwakeTime {
  private asleepMs = 0;
  private seenMs: number;

  /**
   * @param read ms from an arbitrary origin; never goes back
   * @param lookMs how often somebody looks at least
   */
  constructor(
    private readonly read: () => number,
    private readonly lookMs = LOOK_MS,
  ) {
    this.seenMs = read();
  }

  /** Milliseconds awake, from an arbitrary origin. It is by looking that sleep is noticed. */
  look(): number {
    const nowMs = this.read();
    const gapMs = nowMs - this.seenMs;
    if (gapMs > ASLEEP_LOOKS * this.lookMs) this.asleepMs += gapMs - this.lookMs;
    this.seenMs = nowMs;
    return nowMs - this.asleepMs;
  }
}
