/** One question again and again: never twice at once, and less often the longer the agent takes for it. */

/** Of the agent's time at most a tenth for one page's question. */
const SHARE = 10;

export interface AskerParts {
  /** Never rejects. */
  readonly ask: () => Promise<void>;
  /** Between an answer and the next question: a burst of wishes is one question. */
  readonly leastMs: number;
  readonly nowMs: () => number;
}

export class Asker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isBusy = false;
  private isWanted = false;
  private tookMs = 0;

  constructor(private readonly parts: AskerParts) {}

  /** Asks soon; once more after the answer when that is under way. */
  want(): void {
    this.isWanted = this.isBusy;
    if (this.isBusy) return;
    this.timer ??= setTimeout(() => void this.now(), Math.max(this.parts.leastMs, SHARE * this.tookMs));
  }

  async now(): Promise<void> {
    const { ask, nowMs } = this.parts;
    this.close();
    const beganMs = nowMs();
    this.isBusy = true;
    await ask();
    this.isBusy = false;
    this.tookMs = nowMs() - beganMs;
    if (this.isWanted) this.want();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isWanted = false;
  }
}
