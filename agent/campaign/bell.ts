/** Wakes one sleeper. A ring that comes while nobody sleeps is not lost: the next sleep ends at once. */
export class Bell {
  private rung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Resolves at a ring, or when one of the others settles. */
  async next(others: Iterable<Promise<unknown>>): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    if (!this.rung) await Promise.race([woken, ...others]);
    this.rung = false;
  }
}
