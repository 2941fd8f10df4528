/** Everything that a page of one log-in stands on, put together. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { openAgentLine, type AgentLine } from './agent-line.js';
import { isOnline, now, nowMs } from './clock.js';
import { contactOf, type Contact } from './contact.js';
import { ReadingHistory } from './history.js';
import { isStillHere, type Session } from './session.js';
import { Topics, type Heard } from './topics.js';
import { VerbDesk } from './verbs.js';

export interface LabAccess {
  readonly topics: Topics;
  readonly history: ReadingHistory;
  readonly contact: ReadonlySignal<Contact>;
  /** Whether the agent has told yet what is so: before that, what was not told may be there all the same. */
  readonly isHeard: ReadonlySignal<boolean>;
  /** By how much the agent's clock is ahead of this page's, ms. */
  readonly aheadMs: ReadonlySignal<number>;
  readonly verbs: VerbDesk;
  readonly session: Session;
  readonly close: () => void;
}

type Latest = ReadonlySignal<Heard | undefined>;

export function openAccess(session: Session): LabAccess {
  const topics = new Topics();
  const history = new ReadingHistory(topics);
  const onAgain = (): void => {
    void renewForAnother(session);
  };
  const line = openAgentLine({ topics, nowMs, onAgain });
  // Who comes back to this window may have signed in as somebody else in another.
  addEventListener('focus', onAgain);
  const beat = topics.of('bridge/health');
  const isHeard = computed(() => beat.value !== undefined);
  const aheadMs = computed(() => aheadOf(beat.value));
  const contact = contactFrom(topics.of('bridge/state'), beat, line.state);
  const verbs = new VerbDesk({
    contact,
    role: session.role,
    rules: session.verbs,
    // randomUUID is not there on a page without TLS.
    newTransaction: () =>
      [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-'),
    // By the agent's clock, which the age of a request is measured with: a phone whose clock is wrong can ask all the same.
    nowMs: () => nowMs() + aheadMs.value,
  });
  const close = (): void => {
    removeEventListener('focus', onAgain);
    line.close();
    history.close();
  };
  return { topics, history, contact, isHeard, aheadMs, verbs, session, close };
}

function contactFrom(bridge: Latest, beat: Latest, agent: AgentLine['state']): ReadonlySignal<Contact> {
  return computed(() =>
    contactOf({
      agent: agent.value,
      isOnline: isOnline.value,
      bridge: bridge.value?.body.state as 'online' | 'offline' | undefined,
      isBrokerAway: beat.value?.body.broker === 'down',
      beatAgeMs: beat.value && now.value - beat.value.heardMs,
    }),
  );
}

/** A heartbeat is heard as soon as it is told; 0 before the first. */
function aheadOf(beat: Heard | undefined): number {
  const aheadMs = beat ? Date.parse(String(beat.body.ts)) - beat.heardMs : 0;
  return Number.isNaN(aheadMs) ? 0 : aheadMs;
}

/** An agent that does not answer says nothing of who is here, and breaks the line again. */
async function renewForAnother(session: Session): Promise<void> {
  if (!(await isStillHere(session).catch(() => true))) location.reload();
}
