import { useEffect, useState } from 'preact/hooks';
import { words } from '../../data/format.js';
import { overview, rowsBetween, type Point, type RowRange } from '../../data/series.js';
import { Card } from '../../parts/card.js';
import { Course } from '../../parts/chart/course.js';
import { useLab } from '../../parts/lab-context.js';

/** As many stretches as a wide screen has pixels for. */
const BUCKETS = 800;
const COLUMNS = [
  ['voltageV', 'voltage', 'V'],
  ['currentA', 'current', 'A'],
] as const;
/** How often the rows of a running job are asked for. */
const LIVE_MS = 3000;

export interface SignalsProps {
  /** Jobs on the tester, in order. */
  readonly jobs: readonly { readonly jobId: string; readonly step: string; readonly isRunning: boolean }[];
}

/** Voltage and current of the formation or the ageing, live while they run. */
export function Signals({ jobs }: SignalsProps) {
  const [chosen, choose] = useState<string>();
  const [range, setRange] = useState<RowRange>();
  const job = jobs.find(({ jobId }) => jobId === chosen) ?? jobs.at(-1);
  const series = useSeries(job?.jobId, range, (job?.isRunning ?? false) && !range);
  if (!job) return null;
  return (
    <Card
      title="Signals"
      about={`${job.isRunning ? 'live · ' : ''}drag to zoom, double click for all`}
      end={
        <span class="row">
          {jobs.map(({ jobId, step }) => (
            <button
              key={jobId}
              aria-pressed={jobId === job.jobId}
              disabled={jobId === job.jobId}
              onClick={() => {
                choose(jobId);
                setRange(undefined);
              }}
            >
              {words(step)}
            </button>
          ))}
        </span>
      }
    >
      {COLUMNS.map(([column, label, unit]) => (
        <Course
          key={column}
          label={label}
          unit={unit}
          together={job.jobId}
          points={series[column] ?? []}
          onZoom={(stretch) => {
            setRange(stretch && rowsBetween(series[column] ?? [], stretch.fromS, stretch.toS));
          }}
        />
      ))}
    </Card>
  );
}

type Series = Readonly<Record<string, readonly Point[]>>;

function useSeries(jobId: string | undefined, range: RowRange | undefined, isLive: boolean): Series {
  const { contact } = useLab();
  const [series, setSeries] = useState<Series>({});
  useEffect(() => {
    if (jobId === undefined) return;
    let over = false;
    const ask = async (): Promise<void> => {
      const found = await Promise.all(
        COLUMNS.map(async ([column]) => [column, await overview(jobId, column, BUCKETS, range)] as const),
      );
      if (!over) setSeries(Object.fromEntries(found));
    };
    // What cannot be read now is read with the next tick, or when the banner about the agent has gone.
    const tick = (): void => void ask().catch(() => undefined);
    tick();
    const timer = isLive ? setInterval(tick, LIVE_MS) : undefined;
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [jobId, range, isLive, contact.value === 'live']);
  return series;
}
