/**
 * Calls an outside monitor (healthchecks.io and the like) while all is well: an agent that is dead, or a computer without
 * power, cannot tell anybody, but the monitor can when the calls end.
 */
import type { Clock } from '../../../core/clock.js';
import { inTime } from '../../../drivers/transports/deadline.js';
import type { Secrets } from './route.js';
import { webTrouble, type Fetch } from './web-post.js';

export interface DeadManOptions {
  readonly url: string;
  readonly everyMs: number;
  readonly secrets: Secrets;
  readonly fetch: Fetch;
  /** Link time. */
  readonly clock: Clock;
  /** Told once while the monitor cannot be reached. */
  readonly onTrouble: (error: Error) => void;
}

const ATTEMPT_MS = 10_000;
/** A call that failed is made up for sooner: two failures in a row would be an outage to the monitor. */
const RETRY_MS = 15_000;

export class DeadMan {
  private nextMs = -Infinity;
  private isTroubled = false;
  private underWay: Promise<void> | undefined;

  constructor(private readonly options: DeadManOptions) {}

  /** To be called every second or so by what must be alive: then silence means something. Never rejects. */
  beat(): Promise<void> {
    const nowMs = this.options.clock.monotonic();
    if (nowMs < this.nextMs || this.underWay) return this.underWay ?? Promise.resolve();
    this.nextMs = nowMs + this.options.everyMs;
    this.underWay = this.call().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  private async call(): Promise<void> {
    const { secrets, onTrouble, clock, everyMs } = this.options;
    try {
      await this.attempt();
      this.isTroubled = false;
    } catch (error) {
      this.nextMs = clock.monotonic() + Math.min(RETRY_MS, everyMs);
      const why = secrets.redact(webTrouble(error));
      if (!this.isTroubled)
        onTrouble(new Error(`the outside monitor (alarms.deadMan) was not reached: ${why}`));
      this.isTroubled = true;
    }
  }

  private async attempt(): Promise<void> {
    const { url, fetch, clock } = this.options;
    const response = await inTime(clock, ATTEMPT_MS, (signal) => fetch(url, { signal, redirect: 'manual' }));
    await response.body?.cancel();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  }
}
