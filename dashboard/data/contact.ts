/** Whether what the page shows is true now, and if not, why: nothing is ever shown as live that is not. */
import type { ReadonlySignal } from '@preact/signals';

/** Three beats of 2 s missed. */
export const STALE_AFTER_MS = 6000;

export interface Lines {
  /** The agent's event stream; `refused` by an agent that answers other questions. */
  readonly agent: 'connecting' | 'open' | 'lost' | 'refused';
  /** Whether this computer is on a network, as the browser has it. */
  readonly isOnline: boolean;
  /** What the agent said last of itself. */
  readonly bridge: 'online' | 'offline' | undefined;
  /** Whether the agent says that it has lost the broker. */
  readonly isBrokerAway: boolean;
  /** Since the last heartbeat, ms; undefined before the first. */
  readonly beatAgeMs: number | undefined;
}

export type Contact = 'connecting' | 'live' | 'broker-away' | 'unheard' | 'stale' | 'agent-gone' | 'cut-off';

/** What is worst of what is so. */
export function contactOf({ agent, isOnline, bridge, isBrokerAway, beatAgeMs }: Lines): Contact {
  const isSilent = beatAgeMs !== undefined && beatAgeMs > STALE_AFTER_MS;
  if (agent === 'refused') return 'unheard';
  if (!isOnline && (agent !== 'open' || isSilent)) return 'cut-off';
  if (agent === 'lost' || bridge === 'offline') return 'agent-gone';
  if (agent === 'connecting' || beatAgeMs === undefined) return 'connecting';
  if (isSilent) return 'stale';
  return isBrokerAway ? 'broker-away' : 'live';
}

/** Verbs work only where their answer can come back. */
export function canAct(contact: Contact): boolean {
  return contact === 'live' || contact === 'broker-away';
}

/** Stopping everything needs nothing of what is shown to be true: it is enough that the agent answers. */
export function canStop(contact: Contact): boolean {
  return canAct(contact) || contact === 'unheard';
}

/** Calls `act` each time that the agent is there again. @returns a function that ends it */
export function whenBack(contact: ReadonlySignal<Contact>, act: () => void): () => void {
  let wasThere = canAct(contact.peek());
  return contact.subscribe((now) => {
    const isThere = canAct(now);
    if (isThere && !wasThere) act();
    wasThere = isThere;
  });
}

/** What the banner says; undefined when all is well. */
export const BANNERS: Readonly<Record<Contact, string | undefined>> = {
  connecting: 'Asking the agent how the lab is …',
  live: undefined,
  'broker-away':
    'The MQTT broker is away. The agent itself tells this page what happens; what needs the broker waits, the rest goes on.',
  unheard:
    'The agent answers, but it takes no more listeners (100 pages and programs at most): what happens is not told here. STOP ALL works. This page tries again by itself; close others that nobody needs.',
  stale:
    'The agent is silent: values are old, and nothing can be asked of it. See whether its process hangs.',
  'agent-gone':
    'The agent does not answer: values are old. If its process has ended, start it again; instruments finish what they have begun. Nothing that is clicked is kept for later.',
  'cut-off':
    'This computer has lost its network: values are old. The lab goes on without it. Nothing that is clicked is kept for later.',
};
