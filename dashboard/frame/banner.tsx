import { BANNERS } from '../data/contact.js';
import { useLab } from '../parts/lab-context.js';

/** Why what the page shows may not be true. */
export function Banner() {
  const text = BANNERS[useLab().contact.value];
  if (text === undefined) return null;
  return (
    <p class="banner" role="status">
      {text}
    </p>
  );
}
