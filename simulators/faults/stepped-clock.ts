/** A clock that can be wrong for a while. Only what it says is wrong: intervals stay what they are. */
import type { Clock } from '../../core/clock.js';

export class SteppedClock implements Clock {
  private stepMs = 0;
  private untilMs = -Infinity;

  /** @param link real time, in which the step ends */
  constructor(
    private readonly right: Clock,
    private readonly link: Clock,
  ) {}

  /** Off by `stepMs` for `forMs` of real time. */
  step(stepMs: number, forMs: number): void {
    this.stepMs = stepMs;
    this.untilMs = this.link.monotonic() + forMs;
  }

  now(): number {
    return this.right.now() + (this.link.monotonic() < this.untilMs ? this.stepMs : 0);
  }

  monotonic(): number {
    return this.right.monotonic();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.right.sleep(ms, signal);
  }
}
