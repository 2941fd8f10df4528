/** Cells that ended experiments left where they were are taken away before anything begins: the next would meet them. */
import type { ExperimentRow } from '../record/experiments.js';
import type { Conduct } from './conduct.js';

export class Tidying {
  /** At the start nobody knows what an earlier life left. */
  private due = true;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly conduct: Conduct,
    private readonly experiments: () => Promise<readonly ExperimentRow[]>,
  ) {}

  /** Something may be in the way again. */
  request(): void {
    this.due = true;
  }

  /** Does what was requested, until `signal` stops it. */
  async tidy(signal: AbortSignal): Promise<void> {
    if (!this.due) return;
    this.due = false;
    this.current = this.conduct.clearAway(await this.experiments(), signal);
    await this.current;
  }

  /** Resolves when nothing is being moved. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.current]);
  }
}
