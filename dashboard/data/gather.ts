/** What comes in quick succession is taken together: thousands of messages cost as one change. */

/** Nobody sees the difference. */
const GATHER_MS = 100;
/** The timers of a page that nobody looks at are slow: what waits is bounded. */
const MOST_WAITING = 1000;

export class Gather<T> {
  private waiting: T[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly pass: (all: readonly T[]) => void) {}

  take(one: T): void {
    this.waiting.push(one);
    if (this.waiting.length >= MOST_WAITING) this.flush();
    else this.timer ??= setTimeout(this.flush.bind(this), GATHER_MS);
  }

  /** What waits is not passed on. */
  drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }

  private flush(): void {
    const all = this.waiting;
    this.drop();
    this.pass(all);
  }
}
