/** Data from the agent that follows what happens: asked for at first, and again after events that change it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { AskError, get } from '../data/ask.js';
import { Asker } from '../data/asker.js';
import { nowMs } from '../data/clock.js';
import { useLab } from './lab-context.js';

export interface Asked<T> {
  /** The last answer; kept while a newer one is under way or has failed. */
  readonly data: T | undefined;
  readonly trouble: AskError | undefined;
}

/** A burst of events is one question. */
const GATHER_MS = 500;

/**
 * @param path relative, as `status`; undefined asks nothing
 * @param changedBy whether an event may have changed the answer, by its kind
 * @param everyMs asks again after this time, where what changes is no event
 */
export function useAsked<T>(
  path: string | undefined,
  changedBy: (kind: string) => boolean,
  everyMs?: number,
): Asked<T> {
  const { topics } = useLab();
  const [asked, setAsked] = useState<Asked<T> & { readonly path?: string | undefined }>({
    data: undefined,
    trouble: undefined,
  });
  const changes = useRef(changedBy);
  changes.current = changedBy;
  useEffect(() => {
    if (path === undefined) return;
    let over = false;
    const take = (next: Partial<Asked<T>>): void => {
      if (!over)
        setAsked((last) => ({
          data: last.path === path ? last.data : undefined,
          trouble: undefined,
          ...next,
          path,
        }));
    };
    const ask = (): Promise<void> =>
      get<T>(path).then(
        (data) => {
          take({ data });
        },
        (error: unknown) => {
          take({ trouble: error instanceof AskError ? error : new AskError(String(error), 0) });
        },
      );
    const asker = new Asker({ ask, leastMs: GATHER_MS, nowMs });
    void asker.now();
    const end = topics.onEvent(({ kind }) => {
      if (changes.current(kind)) asker.want();
    });
    const timer =
      everyMs === undefined
        ? undefined
        : setInterval(() => {
            asker.want();
          }, everyMs);
    return () => {
      over = true;
      clearInterval(timer);
      asker.close();
      end();
    };
  }, [path, topics, everyMs]);
  return asked.path === path ? asked : { data: undefined, trouble: undefined };
}
