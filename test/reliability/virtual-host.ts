/**
 * A host in simulated time: its clock can be set, it can sleep, and its timers fire in their order once nothing else is
 * left to do. What it shows is a clock as the agent has it on a real host.
 */
import { setImmediate } from 'node:timers/promises';
import { AwakeTime } from '../../core/awake-time.js';
import { abortReason } from '../../core/clock.js';
import { HostClock, type Host } from '../../core/host-clock.js';

/** How often the host looks whether it slept. */
const LOOK_MS = 900_000;
/** Turns of the event loop without work after which nothing is left to do. */
const CALM_TURNS = 2;

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** A stretch over which the time of day ran without a jump, ms since the epoch. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export class VirtualHost implements Host {
  readonly clock: HostClock;
  readonly stretches: Stretch[] = [];
  private upMs = 0;
  private errorMs = 0;
  private fromMs: number;
  private timers: Timer[] = [];

  /**
   * @param trueMs what time it is, UTC; the instruments' time
   * @param isBusy work is under way that ends without time passing
   */
  constructor(
    public trueMs: number,
    private readonly isBusy: () => boolean,
  ) {
    this.fromMs = trueMs;
    this.clock = new HostClock(this, new AwakeTime(() => this.upMs, LOOK_MS));
    void this.keepLooking();
  }

  wallMs(): number {
    return this.trueMs + this.errorMs;
  }

  timer(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortReason(signal));
        return;
      }
      const leave = (): void => {
        this.timers = this.timers.filter((each) => each !== timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        leave();
        reject(abortReason(signal!));
      };
      const fire = (): void => {
        leave();
        resolve();
      };
      const timer = { atMs: this.upMs + ms, fire };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.timers.push(timer);
    });
  }

  set(ms: number): void {
    this.jump(() => (this.errorMs += ms));
  }

  /** @param stands whether the monotonic clock stands still meanwhile, or runs on as in a process that was frozen */
  sleep(ms: number, stands: boolean): void {
    this.jump(() => {
      this.trueMs += ms;
      if (!stands) this.upMs += ms;
    });
  }

  async run(untilMs: number): Promise<void> {
    for (;;) {
      await this.calm();
      const next = this.timers.reduce<Timer | undefined>(
        (a, b) => (a && a.atMs <= b.atMs ? a : b),
        undefined,
      );
      const inMs = Math.max(0, (next?.atMs ?? Infinity) - this.upMs);
      const stepMs = Math.min(inMs, untilMs - this.trueMs);
      this.trueMs += stepMs;
      this.upMs += stepMs;
      if (stepMs < inMs) return;
      next!.fire();
    }
  }

  /** Nothing fires any more. */
  end(): void {
    this.jump(() => (this.timers = []));
  }

  private jump(change: () => unknown): void {
    this.stretches.push({ fromMs: this.fromMs, toMs: this.wallMs() });
    change();
    this.fromMs = this.wallMs();
  }

  private async keepLooking(): Promise<never> {
    for (;;) {
      await this.timer(LOOK_MS);
      this.clock.monotonic();
    }
  }

  private async calm(): Promise<void> {
    for (let turns = 0; turns < CALM_TURNS; turns = this.isBusy() ? 0 : turns + 1) await setImmediate();
  }
}
