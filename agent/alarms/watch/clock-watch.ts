/** Notices that the clock of the host was set, or that the host slept: both show as a step against the time awake. */
import type { Clock } from '../../../core/clock.js';
import type { Condition } from '../condition.js';

/** Above what NTP corrects slowly and a busy process loses between two looks. */
const STEP_MS = 10_000;

export class ClockWatch {
  private offsetMs: number;

  constructor(private readonly clock: Clock) {
    this.offsetMs = clock.now() - clock.monotonic();
  }

  /** To be called every few seconds. */
  look(): Condition | undefined {
    const offsetMs = this.clock.now() - this.clock.monotonic();
    const stepMs = offsetMs - this.offsetMs;
    this.offsetMs = offsetMs;
    if (Math.abs(stepMs) < STEP_MS) return undefined;
    const how = stepMs > 0 ? 'ahead, or the computer slept' : 'back';
    return { definition: 'clock-jumped', text: `by ${Math.abs(Math.round(stepMs / 1000))} s ${how}` };
  }
}
