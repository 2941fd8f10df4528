/** What stands behind every page: the agent's line, whether it is alive, and the desk of verbs. */
import { computed } from '@preact/signals';
import { openAgentLine } from './data/agent-line.js';
import { contactOf } from './data/contact.js';
import { isOnline, now } from './data/now.js';
import type { Session } from './data/session.js';
import { Topics, type Heard } from './data/topics.js';
import { VerbDesk } from './data/verbs.js';
import type { LabAccess } from './parts/lab-context.js';

/** @param onSignedOut the log-in has ended */
export function accessFor(
  session: Session,
  onSignedOut: () => void,
): LabAccess & { readonly close: () => void } {
  const topics = new Topics();
  const line = openAgentLine(topics, onSignedOut);
  const bridge = topics.of('bridge/state');
  const beat = topics.of('bridge/health');
  const contact = computed(() =>
    contactOf({
      agent: line.state.value,
      isOnline: isOnline.value,
      bridge: bridge.value?.body.state as 'online' | 'offline' | undefined,
      isBrokerAway: beat.value?.body.broker === 'down',
      beatAgeMs: beat.value && now.value - beat.value.heardMs,
    }),
  );
  const verbs = new VerbDesk({
    contact,
    role: session.role,
    rules: session.verbs,
    // randomUUID is not there on a page without TLS.
    newTransaction: () =>
      [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-'),
    now: () => agentTimeMs(beat.value),
  });
  return { topics, contact, verbs, session, close: line.close };
}

/** By the agent's clock, which the age of a request is measured with: a phone whose clock is wrong can ask all the same. */
function agentTimeMs(beat: Heard | undefined): number {
  const aheadMs = beat ? Date.parse(String(beat.body.ts)) - beat.heardMs : 0;
  return Date.now() + (Number.isNaN(aheadMs) ? 0 : aheadMs);
}
