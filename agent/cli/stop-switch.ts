/** Whatever ends a run early: Ctrl-C, a service manager, or the death of the shell that started it. */
import type { Clock } from '../../core/clock.js';
import { abortReason } from '../../core/clock.js';

const PARENT_CHECK_MS = 1000;

export class StopSwitch {
  private readonly controller = new AbortController();
  private readonly watch = new AbortController();
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    if (this.controller.signal.aborted)
      process.stderr.write('still making the instruments safe, please wait\n');
    else this.pull(`stopped by ${signal}`);
  };

  constructor(clock: Clock) {
    process.on('SIGINT', this.onSignal);
    process.on('SIGTERM', this.onSignal);
    if (process.env['npm_lifecycle_event'] !== undefined) void this.watchParent(clock);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Resolves when it is pulled. */
  get pulled(): Promise<void> {
    return new Promise((resolve) => {
      if (this.signal.aborted) resolve();
      this.signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  pull(reason: string): void {
    this.controller.abort(new Error(reason));
  }

  dispose(): void {
    process.off('SIGINT', this.onSignal);
    process.off('SIGTERM', this.onSignal);
    this.watch.abort();
  }

  /** npm that was killed cannot pass a signal on: an agent it started would run on unseen. */
  private async watchParent(clock: Clock): Promise<void> {
    const parent = process.ppid;
    try {
      while (process.ppid === parent) await clock.sleep(PARENT_CHECK_MS, this.watch.signal);
      this.pull('the shell that started the agent is gone');
    } catch (error) {
      if (error !== abortReason(this.watch.signal)) throw error;
    }
  }
}
