/** Whether a link is up, and who wants to know. */
import { abortReason } from '../../core/clock.js';
import type { InstrumentError } from '../instrument-error.js';

/** The link came up, went down, or an attempt to bring it up failed (`trouble`). */
export interface LinkNews {
  readonly link: 'up' | 'down';
  readonly trouble?: InstrumentError;
}

export class LinkWatch {
  private current: 'up' | 'down' = 'down';
  private readonly watchers = new Set<(news: LinkNews) => void>();

  get state(): 'up' | 'down' {
    return this.current;
  }

  /** @returns a function that ends the watch */
  watch(watcher: (news: LinkNews) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  tell(link: 'up' | 'down', trouble?: InstrumentError): void {
    this.current = link;
    for (const watcher of [...this.watchers]) watcher({ link, ...(trouble && { trouble }) });
  }

  /** Resolves when the link comes up; rejects with the first trouble, or with the reason of the signal. */
  next(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        unwatch();
        reject(abortReason(signal!));
      };
      const unwatch = this.watch(({ link, trouble }) => {
        unwatch();
        signal?.removeEventListener('abort', onAbort);
        if (trouble) reject(trouble);
        else if (link === 'up') resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }
}
