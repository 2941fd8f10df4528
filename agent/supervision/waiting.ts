/** The waits of one worker: for a ring, or for a time; all of them end at once when the worker is to give up. */
import type { Clock } from '../../core/clock.js';

export class Waiting {
  private over = false;
  private timer = new AbortController();
  private heard = false;
  private wake: () => void = () => undefined;
  /** Resolves at the first ring after the latest `silence`. */
  rung: Promise<void> = Promise.resolve();

  constructor(private readonly clock: Clock) {
    this.renew();
  }

  get isOver(): boolean {
    return this.over;
  }

  get hasRung(): boolean {
    return this.heard;
  }

  ring(): void {
    this.heard = true;
    this.wake();
  }

  /** To be called before looking whether there is work: a ring after the look is then never missed. */
  silence(): void {
    if (this.heard && !this.over) this.renew();
  }

  /** Resolves after `ms`, at the end, or when the next pause begins: a worker waits for one thing at a time. */
  async pause(ms: number): Promise<void> {
    this.cutShort();
    if (this.over) return;
    this.timer = new AbortController();
    await this.clock.sleep(ms, this.timer.signal).catch(() => undefined);
  }

  /** Ends the pause, if one is under way. */
  cutShort(): void {
    this.timer.abort();
  }

  /** Ends every wait, now and from now on. */
  giveUp(): void {
    this.over = true;
    this.cutShort();
    this.ring();
  }

  private renew(): void {
    this.heard = false;
    this.rung = new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
