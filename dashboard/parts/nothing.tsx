import type { ComponentChildren } from 'preact';
import { useLab } from './lab-context.js';

/** Said where there is nothing to show: until the agent was heard, nobody knows whether there is. */
export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return useLab().isHeard.value ? <p class="muted">{children}</p> : <NotKnownYet />;
}

export function NotKnownYet() {
  return <p class="muted">Not known yet.</p>;
}
