import type { Clock } from '../../../core/clock.js';
import { withDeadline } from '../../../drivers/transports/deadline.js';

/** Work that is told to stop when it takes longer than `ms` of link time. @throws {Error} then, or what the work throws */
export function inTime<T>(clock: Clock, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  return withDeadline(clock, ms, work(over.signal), () => {
    const error = new Error(`no answer within ${ms / 1000} s`);
    over.abort(error);
    return error;
  });
}
