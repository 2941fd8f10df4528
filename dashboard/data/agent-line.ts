/** The agent's event stream: what is retained first, then everything as it happens. It is opened anew whenever it is lost. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Lines } from './contact.js';
import { nowMs } from './clock.js';
import { currentSession } from './session.js';
import { Gather } from './gather.js';
import type { Body, Message, Topics } from './topics.js';

export interface AgentLine {
  readonly state: ReadonlySignal<Lines['agent']>;
  readonly close: () => void;
}

/** A message of a topic; null where what was retained is gone. */
interface Told {
  readonly topic: string;
  readonly message: Body | null;
}

const RETRY_MS = 2000;

/** @param onSignedOut the log-in has ended: nothing more is told until somebody signs in */
export function openAgentLine(topics: Topics, onSignedOut: () => void): AgentLine {
  const gathered = new Gather<Message>((messages) => {
    topics.hear(messages);
  });
  const state = signal<Lines['agent']>('connecting');
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('./events/stream');
    source.onopen = () => {
      // All that is retained comes now; what does not has gone meanwhile.
      gathered.drop();
      topics.forget();
      state.value = 'open';
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { topic, message } = JSON.parse(data) as Told;
      gathered.take({ topic, body: message ?? undefined, heardMs: nowMs() });
    };
    source.onerror = () => {
      state.value = 'lost';
      // The browser tries again by itself after a cut, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(reopen, RETRY_MS);
    };
  };
  const reopen = (): void => {
    currentSession().then(
      (session) => {
        if (session) open();
        else onSignedOut();
      },
      () => {
        timer = setTimeout(reopen, RETRY_MS);
      },
    );
  };
  open();
  return {
    state,
    close: () => {
      clearTimeout(timer);
      source.close();
      gathered.drop();
    },
  };
}
