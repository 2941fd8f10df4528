import type { Clock } from '../../core/clock.js';

/** How long it took, ms. */
export async function took(clock: Clock, act: () => Promise<unknown>): Promise<number> {
  const startedMs = clock.monotonic();
  await act();
  return clock.monotonic() - startedMs;
}
