import { useMemo, useRef, useState } from 'preact/hooks';
import { get, type AskError } from '../../data/ask.js';
import { useAsking } from '../../parts/use-asking.js';

export interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly who: string;
  readonly role: string;
  readonly via: string;
  readonly from: string;
  readonly what: string;
  readonly about: string;
  readonly reason: string;
  readonly photo: string;
  readonly result: string;
}

export interface Trail {
  /** Newest first. */
  readonly entries: readonly Entry[];
  readonly trouble: AskError | undefined;
}

const PAGE = 200;

/** The whole trail, page after page, and what comes after; one that broke off goes on where it was. */
export function useTrail(): Trail {
  const known = useRef<readonly Entry[]>([]);
  const [trail, setTrail] = useState<Trail>({ entries: [], trouble: undefined });
  const ask = useMemo(() => {
    return async (over: AbortSignal): Promise<boolean> => {
      let trouble: AskError | undefined;
      try {
        while (await readOn(known, over)) setTrail({ entries: known.current, trouble: undefined });
      } catch (error) {
        trouble = error as AskError;
      }
      if (!over.aborted) setTrail({ entries: known.current, trouble });
      return trouble === undefined;
    };
  }, []);
  useAsking({ ask, changedBy: isOfPeople });
  return trail;
}

/** @returns whether there may be more */
async function readOn(known: { current: readonly Entry[] }, over: AbortSignal): Promise<boolean> {
  const page = await get<readonly Entry[]>(`audit?after=${known.current[0]?.seq ?? 0}&limit=${PAGE}`);
  if (over.aborted) return false;
  known.current = [...[...page].reverse(), ...known.current];
  return page.length === PAGE;
}

function isOfPeople(kind: string): boolean {
  return kind.startsWith('operator.') || kind.startsWith('access.');
}
