/** How far a backtest is and how long it will take, on the error stream. */
import type { Clock } from '../../../core/clock.js';
import type { MethodName } from '../../../planner/backtest/methods.js';
import { formatDuration } from '../duration.js';

/** Where nobody watches a terminal, a line each so much of the way. */
const LINE_EVERY = 0.1;

export class BacktestProgress {
  private readonly startedMs: number;
  private readonly spentMs = new Map<MethodName, number>();
  private readonly done = new Map<MethodName, number>();
  private lastMs: number;
  private told = 0;

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly clock: Clock,
    private readonly each: number,
    private readonly methods: readonly MethodName[],
  ) {
    this.startedMs = clock.monotonic();
    this.lastMs = this.startedMs;
  }

  step(method: MethodName): void {
    const now = this.clock.monotonic();
    this.spentMs.set(method, (this.spentMs.get(method) ?? 0) + now - this.lastMs);
    this.done.set(method, (this.done.get(method) ?? 0) + 1);
    this.lastMs = now;
    const count = [...this.done.values()].reduce((sum, n) => sum + n, 0);
    const share = count / (this.each * this.methods.length);
    const left = this.leftS();
    const eta = left === undefined ? '' : `, about ${formatDuration(left)} to go`;
    const text = `${count} of ${this.each * this.methods.length} experiments${eta}`;
    if (this.out.isTTY) this.out.write(`\r\x1b[K${text}`);
    else if (share >= this.told + LINE_EVERY) {
      this.told = share;
      this.out.write(`${text}\n`);
    }
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[K');
  }

  /** Methods differ in time by orders of magnitude: each goes on as it went. Undefined while one has not begun. */
  private leftS(): number | undefined {
    let left = 0;
    for (const method of this.methods) {
      const done = this.done.get(method) ?? 0;
      if (done === 0) return undefined;
      left += ((this.spentMs.get(method) ?? 0) / done) * Math.max(0, this.each - done);
    }
    return left / 1000;
  }
}
