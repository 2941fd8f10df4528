/** The page's clock, one tick a second, and whether this computer is on a network: ages and staleness follow them. */
import { signal } from '@preact/signals';

export const now = signal(Date.now());
export const isOnline = signal(navigator.onLine);

setInterval(() => {
  now.value = Date.now();
}, 1000);

for (const change of ['online', 'offline'])
  addEventListener(change, () => {
    isOnline.value = navigator.onLine;
  });
