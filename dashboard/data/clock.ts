/** What the page asks of its own computer: the time, in this one place, and whether it is on a network. */
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

export const isOnline = signal(navigator.onLine);

for (const change of ['online', 'offline'])
  addEventListener(change, () => {
    isOnline.value = navigator.onLine;
  });
