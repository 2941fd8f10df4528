import type { AskError } from '../data/ask.js';

/** What could not be had, in place or on top of what is shown. */
export function Fault({ trouble }: { readonly trouble: AskError | undefined }) {
  return trouble ? (
    <p class="trouble" role="alert">
      {trouble.message}
    </p>
  ) : null;
}
