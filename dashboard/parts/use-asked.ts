/** Data from the agent that follows what happens. */
import { useMemo, useState } from 'preact/hooks';
import { get, type AskError } from '../data/ask.js';
import { never, useAsking, type Asking } from './use-asking.js';

export interface Asked<T> {
  /** The last answer; kept while a newer one is under way or has failed. */
  readonly data: T | undefined;
  readonly trouble: AskError | undefined;
}

interface Known<T> extends Asked<T> {
  readonly path: string | undefined;
}

const NOTHING = { data: undefined, trouble: undefined, path: undefined };

/** @param path relative, as `status`; undefined asks nothing */
export function useAsked<T>(
  path: string | undefined,
  changedBy: Asking['changedBy'] = never,
  everyMs?: number,
): Asked<T> {
  const [known, setKnown] = useState<Known<T>>(NOTHING);
  const ask = useMemo(() => {
    if (path === undefined) return undefined;
    return async (over: AbortSignal): Promise<boolean> => {
      const { data, trouble } = await answerTo<T>(path);
      if (!over.aborted) setKnown((last) => ({ data: data ?? dataOf(last, path), trouble, path }));
      return trouble === undefined;
    };
  }, [path]);
  useAsking({ ask, changedBy, everyMs });
  return known.path === path ? known : NOTHING;
}

async function answerTo<T>(path: string): Promise<Asked<T>> {
  try {
    return { data: await get<T>(path), trouble: undefined };
  } catch (trouble) {
    return { data: undefined, trouble: trouble as AskError };
  }
}

function dataOf<T>(known: Known<T>, path: string): T | undefined {
  return known.path === path ? known.data : undefined;
}
