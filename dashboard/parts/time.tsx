import { age, time } from '../data/format.js';
import { now } from '../data/clock.js';
import { useLab } from './lab-context.js';

/** A moment in the reader's zone, with UTC on hover. */
export function Time({ at }: { readonly at: string | null | undefined }) {
  const { local, utc } = time(at);
  return (
    <time dateTime={at ?? ''} title={utc}>
      {local}
    </time>
  );
}

/** How long ago something was. @param sinceMs by the agent's clock, which this page's need not agree with */
export function Age({ sinceMs }: { readonly sinceMs: number }) {
  const { aheadMs } = useLab();
  return <span class="muted small">{age(now.value + aheadMs.value - sinceMs)}</span>;
}
