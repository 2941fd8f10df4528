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

/** Whether this computer is on a network. */
export const isOnline = signal(navigator.onLine);

for (const change of ['online', 'offline'])
  addEventListener(change, () => {
    isOnline.value = navigator.onLine;
  });
