/** Lets the next steps of experiments begin, or keeps them waiting: what is under way at an instrument is not touched. */
import { abortReason } from '../../core/clock.js';

export class StepGate {
  private shut = false;
  private readonly waiting = new Set<() => void>();

  close(): void {
    this.shut = true;
  }

  open(): void {
    this.shut = false;
    for (const pass of this.waiting) pass();
    this.waiting.clear();
  }

  /** Resolves as soon as the gate is open. @throws the signal's reason once it is aborted */
  pass(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(abortReason(signal));
        return;
      }
      if (!this.shut) {
        resolve();
        return;
      }
      const onAbort = (): void => {
        this.waiting.delete(pass);
        reject(abortReason(signal));
      };
      const pass = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.add(pass);
    });
  }
}
