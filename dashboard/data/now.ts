/** The page's clock, one tick a second: ages and staleness follow it. */
import { signal } from '@preact/signals';

export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, 1000);
