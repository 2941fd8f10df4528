import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Clock } from '../../core/clock.js';
import type { Answer, Ask, FromThread, ThreadOptions } from './messages.js';

export interface ThreadPlace {
  /** The compiled entry; `worker.js` beside this file by default. */
  readonly workerUrl?: URL;
  /** Node flags for the thread. */
  readonly execArgv?: readonly string[];
}

/** Weights, moments and batches are small; the library itself takes most of it. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 1024, stackSizeMb: 8 };

/** One thread of the second expert, from its start to its end. Its death is an answer to all that was asked. */
export class ExpertThread {
  /** Why the thread is no more; undefined while it lives. */
  ended: string | undefined;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private count = 0;

  constructor(
    private readonly clock: Clock,
    options: ThreadOptions,
    { workerUrl, execArgv }: ThreadPlace,
    private readonly hear: (message: Exclude<FromThread, { id: number }>) => void,
  ) {
    this.worker = new Worker(workerUrl ?? new URL('./worker.js', import.meta.url), {
      // A native library reads its settings from the process, not from the copy that a thread has.
      ...{ workerData: options, resourceLimits: RESOURCE_LIMITS, env: SHARE_ENV },
      ...(execArgv && { execArgv: [...execArgv] }),
    });
    this.worker.on('message', (message: FromThread) => {
      if ('id' in message) this.settle(message.id, message.answer);
      else this.hear(message);
    });
    this.worker.on('error', (error: Error) => {
      this.end(`its thread failed: ${error.message}`);
    });
    this.worker.on('exit', (code) => {
      this.end(`its thread ended with code ${code}`);
    });
  }

  /** Never rejects: what cannot be answered in time, or at all, is silence with its reason. */
  async ask(ask: Ask, withinMs = Infinity): Promise<Answer> {
    if (this.ended !== undefined) return { silent: this.ended };
    const id = ++this.count;
    const answer = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.worker.postMessage({ id, ask });
    if (withinMs === Infinity) return answer;
    const late = new AbortController();
    void this.clock.sleep(withinMs, late.signal).then(
      () => {
        this.settle(id, { silent: `it had no answer within ${Math.round(withinMs)} ms` });
      },
      () => undefined,
    );
    return answer.finally(() => {
      late.abort();
    });
  }

  async close(): Promise<void> {
    this.end('it was closed');
    await this.worker.terminate();
  }

  private settle(id: number, answer: Answer): void {
    this.waiting.get(id)?.(answer);
    this.waiting.delete(id);
  }

  private end(reason: string): void {
    this.ended ??= reason;
    for (const id of [...this.waiting.keys()]) this.settle(id, { silent: this.ended });
  }
}
