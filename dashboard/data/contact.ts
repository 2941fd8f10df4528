/** Whether what the page shows is true now, and if not, why: nothing is ever shown as live that is not. */

/** Three beats of 2 s missed. */
export const STALE_AFTER_MS = 6000;

export interface Lines {
  /** The agent's own event stream. */
  readonly agent: 'connecting' | 'open' | 'lost';
  /** The broker; undefined where the page has no line to it. */
  readonly broker: 'connecting' | 'open' | 'lost' | undefined;
  /** Last word on `bridge/state`. */
  readonly bridge: 'online' | 'offline' | undefined;
  /** Since the last heartbeat, ms; undefined before the first. */
  readonly beatAgeMs: number | undefined;
}

export type Contact = 'connecting' | 'live' | 'broker-away' | 'stale' | 'agent-gone' | 'cut-off';

/** What is worst of what is so. */
export function contactOf({ agent, broker, bridge, beatAgeMs }: Lines): Contact {
  if (agent !== 'open' && broker !== 'open') return beatAgeMs === undefined ? 'connecting' : 'cut-off';
  if (bridge === 'offline' || (agent === 'lost' && broker === 'open' && isStale(beatAgeMs)))
    return 'agent-gone';
  if (beatAgeMs === undefined) return 'connecting';
  if (isStale(beatAgeMs)) return 'stale';
  return broker === 'lost' ? 'broker-away' : 'live';
}

function isStale(beatAgeMs: number | undefined): boolean {
  return beatAgeMs === undefined || beatAgeMs > STALE_AFTER_MS;
}

/** Verbs work only where their answer can come back. */
export function canAct(contact: Contact): boolean {
  return contact === 'live' || contact === 'broker-away';
}

/** What the banner says; undefined when all is well. */
export const BANNERS: Readonly<Record<Contact, string | undefined>> = {
  connecting: 'Asking the agent how the lab is …',
  live: undefined,
  'broker-away': 'The MQTT broker is away. The agent itself tells this page what happens; the lab goes on.',
  stale:
    'The agent is silent: values are old, and nothing can be asked of it. See whether its process hangs.',
  'agent-gone':
    'The agent does not run. Instruments finish what they have begun; nothing new begins. Start the agent again.',
  'cut-off':
    'This page has lost the lab: values are old. It keeps trying; nothing that is clicked is kept for later.',
};
