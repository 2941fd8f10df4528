/**
 * Time is passed in. Two kinds are never mixed: *lab time* (what the chemistry and the operators live in; a
 * simulated lab runs it faster) and *link time* (real seconds: deadlines, keep-alives, back-off).
 */
import { AwakeTime, LOOK_MS } from './awake-time.js';
import { HostClock } from './host-clock.js';

export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. May jump when the host's clock is set, and does when the host slept. */
  now(): number;
  /** Milliseconds awake from an arbitrary origin; never jumps. Measure intervals with this. */
  monotonic(): number;
  /** Resolves after `ms` awake; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The host's own clock. */
export class SystemClock extends HostClock {
  constructor() {
    super({ wallMs: () => Date.now(), timer }, awakeTime());
  }
}

/**
 * The host's time since it was started, the same for every process on it, which nobody sets: an hour more on the wall
 * must not be years for a simulated lab that runs fast.
 */
export class SteadyClock extends HostClock {
  constructor() {
    super({ wallMs: () => Number(process.hrtime.bigint()) / 1e6, timer }, awakeTime());
  }
}

let awake: AwakeTime | undefined;

/** One for the process: it needs somebody who looks regularly. */
function awakeTime(): AwakeTime {
  if (awake) return awake;
  const time = (awake = new AwakeTime(() => performance.now()));
  setInterval(() => time.look(), LOOK_MS).unref();
  return time;
}

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortReason(signal));
      return;
    }
    const onAbort = (): void => {
      clearTimeout(pending);
      reject(abortReason(signal!));
    };
    const pending = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Where lab time stood at one instant of link time, and how fast it runs. */
export interface ClockAnchor {
  /** As the link clock had it: in a simulated lab that is a `SteadyClock`. */
  readonly linkMs: number;
  readonly labMs: number;
  /** Lab seconds per link second. */
  readonly factor: number;
}

/** Lab time derived from a link clock: `lab = labMs + factor (link - linkMs)`. */
export class LabClock implements Clock {
  constructor(
    private readonly link: Clock,
    readonly anchor: ClockAnchor,
  ) {}

  now(): number {
    return this.anchor.labMs + this.anchor.factor * (this.link.now() - this.anchor.linkMs);
  }

  monotonic(): number {
    return this.anchor.factor * this.link.monotonic();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.link.sleep(ms / this.anchor.factor, signal);
  }
}

/** A clock that moves only when told to: sleepers wake in order of their deadline. For tests and benchmarks. */
export class ManualClock implements Clock {
  private readonly sleepers: { at: number; wake: () => void }[] = [];
  private setByMs = 0;

  constructor(private time = Date.UTC(2026, 0, 1)) {}

  now(): number {
    return this.time + this.setByMs;
  }

  /** Sets what the clock shows ahead by `ms`, or back: no sleeper notices. So it is when a host sleeps, too. */
  set(ms: number): void {
    this.setByMs += ms;
  }

  monotonic(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(abortReason(signal));
        return;
      }
      const onAbort = (): void => {
        this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
        reject(abortReason(signal!));
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper = { at: this.time + Math.max(0, ms), wake };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Moves time forward by `ms`, waking every sleeper on the way and letting what it started run. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const next = this.sleepers.filter((s) => s.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.sleepers.splice(this.sleepers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.time = end;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** The reason of an aborted signal as an `Error`. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error
    ? signal.reason
    : new Error(`aborted: ${String(signal.reason)}`, { cause: signal.reason });
}
