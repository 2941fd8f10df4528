/** The agent's own event stream: what is retained first, then everything as it happens. The browser keeps reconnecting. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Lines } from './contact.js';
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

export function openAgentLine(topics: Topics): AgentLine {
  const state = signal<Lines['agent']>('connecting');
  const source = new EventSource('./events/stream');
  source.onopen = () => {
    state.value = 'open';
  };
  source.onerror = () => {
    state.value = 'lost';
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const { topic, message } = JSON.parse(data) as Told;
    const kind = /^event\/(.+)$/.exec(topic)?.[1];
    if (kind === undefined) topics.retain(topic, message ?? undefined, Date.now());
    else if (message) topics.tell(kind, message);
  };
  return {
    state,
    close: () => {
      source.close();
    },
  };
}
