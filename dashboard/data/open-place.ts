/** The page that is open: what the browser's address says. */
import { signal } from '@preact/signals';
import { placeOf } from './place.js';

export const place = signal(placeOf(location.hash));

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash);
});
