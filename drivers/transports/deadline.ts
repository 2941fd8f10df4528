/** Work with a deadline. */
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

/**
 * Work that is told to stop when it takes longer than `ms`.
 * @throws {Error} `late()` then, which is the reason of the signal as well; or what the work throws
 */
export function inTime<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  late = (): Error => new Error(`no answer within ${ms / 1000} s`),
): Promise<T> {
  const over = new AbortController();
  return withDeadline(clock, ms, work(over.signal), () => {
    const error = late();
    over.abort(error);
    return error;
  });
}
