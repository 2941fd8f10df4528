/** The agent's own event stream: what is retained first, then everything as it happens. It is opened again when it breaks. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { get } from './ask.js';
import type { Lines } from './contact.js';
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

/** What comes within this time is one change: nobody sees the difference, and thousands of topics cost as one. */
const GATHER_MS = 100;
/** The timers of a page that nobody looks at are slow: what waits is bounded. */
const MOST_WAITING = 1000;
/** A stream that was refused is not opened again by the browser itself. */
const RETRY_MS = 3000;

export interface AgentLineParts {
  readonly topics: Pick<Topics, 'hear' | 'forget'>;
  readonly nowMs: () => number;
  /** It is open again after a break. */
  readonly onAgain: () => void;
}

export function openAgentLine({ topics, nowMs, onAgain }: AgentLineParts): AgentLine {
  const state = signal<Lines['agent']>('connecting');
  const gathered = gather((messages: readonly Message[]) => {
    topics.hear(messages);
  });
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;
  const open = (): void => {
    source = new EventSource('./events/stream');
    source.onopen = () => {
      // All that is retained comes now; what does not has gone meanwhile.
      gathered.drop();
      topics.forget();
      state.value = 'open';
      if (wasOpen) onAgain();
      wasOpen = true;
    };
    source.onerror = () => {
      const isRefused = source.readyState === EventSource.CLOSED;
      // One that is refused try after try stays what it is until the agent does not answer.
      if (!isRefused || state.value !== 'refused') state.value = 'lost';
      if (!isRefused) return;
      void whyRefused().then((found) => {
        if (state.value !== 'open') state.value = found;
      });
      retry = setTimeout(open, RETRY_MS);
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { topic, message } = JSON.parse(data) as Told;
      gathered.take({ topic, body: message ?? undefined, heardMs: nowMs() });
    };
  };
  open();
  return {
    state,
    close: () => {
      clearTimeout(retry);
      source.close();
      gathered.close();
    },
  };
}

/** Whoever asks learns whether the agent is gone, takes no more listeners, or knows this page's log-in no more. */
function whyRefused(): Promise<'refused' | 'lost'> {
  return get('me').then(
    () => 'refused',
    () => 'lost',
  );
}

function gather(pass: (messages: readonly Message[]) => void): {
  readonly take: (message: Message) => void;
  readonly drop: () => void;
  readonly close: () => void;
} {
  let waiting: Message[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const messages = waiting;
    waiting = [];
    pass(messages);
  };
  return {
    take: (message) => {
      waiting.push(message);
      if (waiting.length >= MOST_WAITING) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
    drop: () => {
      waiting = [];
    },
    close: () => {
      clearTimeout(timer);
    },
  };
}
