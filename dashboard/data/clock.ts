/** The page's clock: the one place that reads the time of this machine. */
import { signal } from '@preact/signals';

/** Milliseconds since the Unix epoch, UTC. */
export function nowMs(): number {
  return Date.now();
}

/** The same, one tick a second: ages and staleness follow it. */
export const now = signal(nowMs());

setInterval(() => {
  now.value = nowMs();
}, 1000);
