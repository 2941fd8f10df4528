import { useEffect, useState } from 'preact/hooks';
import { Asker } from '../../data/asker.js';
import { nowMs } from '../../data/clock.js';
import { merged, overview, rowsBetween, type Point, type Stretch } from '../../data/series.js';
import { useLab } from '../../parts/lab-context.js';

export const COLUMNS = [
  ['voltageV', 'voltage', 'V'],
  ['currentA', 'current', 'A'],
] as const;

type Series = Readonly<Record<string, readonly Point[]>>;

/** As many stretches as a wide screen has pixels for. */
const BUCKETS = 800;
/** How often the rows of a running job are asked for, at most. */
const LIVE_MS = 3000;
/** A view that is being moved is read when it stands still. */
const SETTLE_MS = 150;

/** The whole of a job coarsely, and what is looked at finely as soon as it has come. */
export function useSeries(jobId: string, view: Stretch | undefined, isLive: boolean): Series {
  const whole = useWhole(jobId, isLive);
  const [fine, setFine] = useState<Series>({});
  useEffect(() => {
    setFine({});
    const range = view && rowsBetween(whole.voltageV ?? [], view.fromS, view.toS);
    if (!range) return;
    let over = false;
    const timer = setTimeout(() => {
      void read(jobId, range).then((found) => {
        if (!over && found) setFine(found);
      });
    }, SETTLE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [jobId, view]);
  const names = COLUMNS.map(([column]) => column);
  return Object.fromEntries(names.map((name) => [name, merged(whole[name] ?? [], fine[name] ?? [])]));
}

function useWhole(jobId: string, isLive: boolean): Series {
  const { contact } = useLab();
  const [series, setSeries] = useState<Series>({});
  useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      const found = await read(jobId);
      if (over) return;
      if (found) setSeries(found);
      if (isLive) asker.want();
    };
    const asker = new Asker({ ask, leastMs: LIVE_MS, nowMs });
    void asker.now();
    return () => {
      over = true;
      asker.close();
    };
  }, [jobId, isLive, contact.value === 'live']);
  return series;
}

/** What cannot be read now is read with the next tick, or when the banner about the agent has gone. */
async function read(jobId: string, range?: Parameters<typeof overview>[3]): Promise<Series | undefined> {
  try {
    const all = COLUMNS.map(
      async ([column]) => [column, await overview(jobId, column, BUCKETS, range)] as const,
    );
    return Object.fromEntries(await Promise.all(all));
  } catch {
    return undefined;
  }
}
