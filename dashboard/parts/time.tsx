import { age, time } from '../data/format.js';
import { now } from '../data/clock.js';

/** A moment in the reader's zone, with UTC on hover. */
export function Time({ at }: { readonly at: string | null | undefined }) {
  const { local, utc } = time(at);
  return (
    <time dateTime={at ?? ''} title={utc}>
      {local}
    </time>
  );
}

/** How long ago something was heard. */
export function Age({ sinceMs }: { readonly sinceMs: number }) {
  return <span class="muted small">{age(now.value - sinceMs)}</span>;
}
