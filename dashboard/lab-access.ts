/** What stands behind every page: the agent's line, whether it is alive, and the desk of verbs. */
import { computed } from '@preact/signals';
import { openAgentLine } from './data/agent-line.js';
import { contactOf } from './data/contact.js';
import { isOnline, now, nowMs } from './data/clock.js';
import { ReadingHistory } from './data/history.js';
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
  const history = new ReadingHistory(topics);
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
    nowMs: () => agentTimeMs(beat.value),
  });
  const close = (): void => {
    line.close();
    history.close();
  };
  return { topics, history, contact, verbs, session, close };
}

/** By the agent's clock, which the age of a request is measured with: a phone whose clock is wrong can ask all the same. */
function agentTimeMs(beat: Heard | undefined): number {
  const aheadMs = beat ? Date.parse(String(beat.body.ts)) - beat.heardMs : 0;
  return nowMs() + (Number.isNaN(aheadMs) ? 0 : aheadMs);
}
