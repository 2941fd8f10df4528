/** The experiments under way, and the one signal that ends them all. */
import type { ExperimentRow } from '../record/experiments.js';
import type { Conduct } from './conduct.js';
import { heardByMany } from './cutting-short.js';

export class UnderWay {
  private readonly experiments = new Map<string, Promise<void>>();
  private ending = heardByMany();
  private firstFault: Error | undefined;

  /** @param onEnd called after each end */
  constructor(
    private readonly conduct: Pick<Conduct, 'run'>,
    private readonly onEnd: () => void,
  ) {}

  get count(): number {
    return this.experiments.size;
  }

  /** A fault of our own ends the campaign: it is a bug, and going on would hide it. */
  get fault(): Error | undefined {
    return this.firstFault;
  }

  /** Aborted when what is under way is to end. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  launch(experiment: ExperimentRow): void {
    const { id } = experiment;
    const done = this.conduct
      .run(experiment, this.signal)
      .catch((cause: unknown) => {
        this.firstFault ??= new Error(`${id} cannot go on: ${String(cause)}`, { cause });
      })
      .finally(() => {
        this.experiments.delete(id);
        this.onEnd();
      });
    this.experiments.set(id, done);
  }

  abort(reason: Error): void {
    this.ending.abort(reason);
  }

  /** What is launched from now on is not ended by what ended the others. */
  renew(): void {
    if (this.signal.aborted) this.ending = heardByMany();
  }

  /** Resolves when none of those that are under way now is any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.experiments.values());
  }
}
