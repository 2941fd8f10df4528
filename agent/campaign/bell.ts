/** Wakes one sleeper. A ring that comes while nobody sleeps is not lost: the next sleep ends at once. */
export class Bell {
  private rung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Resolves at a ring. */
  async next(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    if (!this.rung) await woken;
    this.rung = false;
  }
}
