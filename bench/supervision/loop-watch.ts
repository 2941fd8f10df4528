/** How late the event loop of a process comes, in windows as long as the agent's heartbeat. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { quantile } from '../statistics.js';

export interface LoopDelays {
  /** p99 over the whole time, ms. An idle loop shows about 10 ms, the resolution. */
  readonly p99Ms: number;
  /** p99 of each window of 2 s: median and worst, ms. */
  readonly medianWindowMs: number;
  readonly worstWindowMs: number;
  /** Of one core. */
  readonly cpuShare: number;
}

export class LoopWatch {
  private readonly whole = monitorEventLoopDelay({ resolution: 10 });
  private readonly window = monitorEventLoopDelay({ resolution: 10 });
  private readonly windowsMs: number[] = [];
  private readonly cpu = process.cpuUsage();
  private readonly startedMs = performance.now();

  constructor() {
    this.whole.enable();
    this.window.enable();
  }

  /** Ends a window. */
  mark(): void {
    this.windowsMs.push(this.window.percentile(99) / 1e6);
    this.window.reset();
  }

  get delays(): LoopDelays {
    const { user, system } = process.cpuUsage(this.cpu);
    return {
      p99Ms: this.whole.percentile(99) / 1e6,
      medianWindowMs: quantile(this.windowsMs, 0.5),
      worstWindowMs: Math.max(...this.windowsMs),
      cpuShare: (user + system) / 1000 / (performance.now() - this.startedMs),
    };
  }
}
