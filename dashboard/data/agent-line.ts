/** The agent's own event stream: what is retained first, then everything as it happens. The browser keeps reconnecting. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Lines } from './contact.js';
import type { Body, Topics } from './topics.js';

export interface AgentLine {
  readonly state: ReadonlySignal<Lines['agent']>;
  readonly close: () => void;
}

/** A message of a topic; without a body what was retained is gone. */
interface Told {
  readonly topic: string;
  readonly body: Body | null;
}

export function openAgentLine(topics: Topics): AgentLine {
  const state = signal<Lines['agent']>('connecting');
  const source = new EventSource('./stream');
  source.onopen = () => {
    state.value = 'open';
  };
  source.onerror = () => {
    state.value = 'lost';
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const { topic, body } = JSON.parse(data) as Told;
    const kind = /^event\/(.+)$/.exec(topic)?.[1];
    if (kind === undefined) topics.retain(topic, body ?? undefined, Date.now());
    else if (body) topics.tell(kind, body);
  };
  return {
    state,
    close: () => {
      source.close();
    },
  };
}
