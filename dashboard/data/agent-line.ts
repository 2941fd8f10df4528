/** The agent's event stream: what is retained first, then everything as it happens. It is opened anew whenever it is lost. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Lines } from './contact.js';
import { currentSession } from './session.js';
import type { Body, Topics } from './topics.js';

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
  const state = signal<Lines['agent']>('connecting');
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('./events/stream');
    source.onopen = () => {
      // All that is retained comes now; what does not has gone meanwhile.
      topics.forget();
      state.value = 'open';
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      take(JSON.parse(data) as Told, topics);
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
    },
  };
}

function take({ topic, message }: Told, topics: Topics): void {
  const kind = /^event\/(.+)$/.exec(topic)?.[1];
  if (kind === undefined) topics.retain(topic, message ?? undefined, Date.now());
  else if (message) topics.tell(kind, message);
}
