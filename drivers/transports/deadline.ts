/** A promise with a deadline. */
import type { Clock } from '../../core/clock.js';

/**
 * Settles as `work` does, or rejects with `late()` when `ms` have passed first. The timer never outlives the call.
 */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
  late: () => Error,
): Promise<T> {
  const over = new AbortController();
  const timeout = clock.sleep(ms, over.signal).then(() => {
    throw late();
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    over.abort();
    // The abort of the timer itself concerns nobody.
    timeout.catch(() => undefined);
  }
}
