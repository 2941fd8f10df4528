/** When something is asked of the agent: at first, after events that change the answer, and when the agent is back. */
import { useEffect, useRef } from 'preact/hooks';
import { Asker } from '../data/asker.js';
import { nowMs } from '../data/clock.js';
import { whenBack } from '../data/contact.js';
import { useLab } from './lab-context.js';

export interface Asking {
  /**
   * The same function as long as the question is the same; undefined asks nothing. Never rejects.
   * @param over aborted when nobody waits for the answer any more
   * @returns whether there was an answer
   */
  readonly ask: ((over: AbortSignal) => Promise<boolean>) | undefined;
  /** Whether an event may have changed the answer, by its kind. */
  readonly changedBy: (kind: string) => boolean;
  /** Asks again after this time, where what changes is no event. */
  readonly everyMs?: number | undefined;
}

/** For what is what it is: only where there was no answer is it asked for again. */
export const never = (): boolean => false;

/** A burst of events is one question. */
const GATHER_MS = 500;

export function useAsking({ ask, changedBy, everyMs }: Asking): void {
  const { topics, contact } = useLab();
  const changes = useRef(changedBy);
  changes.current = changedBy;
  useEffect(() => {
    if (!ask) return;
    const over = new AbortController();
    let isAnswered = false;
    const once = async (): Promise<void> => {
      isAnswered = await ask(over.signal);
    };
    const asker = new Asker({ ask: once, leastMs: GATHER_MS, nowMs });
    void asker.now();
    const ends = [
      topics.onEvent(({ kind }) => {
        if (changes.current(kind)) asker.want();
      }),
      // What happened while the line was broken may have been told to nobody.
      whenBack(contact, () => {
        if (!isAnswered || changes.current !== never) asker.want();
      }),
      every(everyMs, asker.want.bind(asker)),
      asker.close.bind(asker),
    ];
    return () => {
      over.abort();
      for (const end of ends) end();
    };
  }, [ask, topics, contact, everyMs]);
}

function every(ms: number | undefined, act: () => void): () => void {
  if (ms === undefined) return () => undefined;
  const timer = setInterval(act, ms);
  return () => {
    clearInterval(timer);
  };
}
