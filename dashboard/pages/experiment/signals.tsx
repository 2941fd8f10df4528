import { useMemo, useState } from 'preact/hooks';
import { words } from '../../data/format.js';
import { changed, stretchOf, type Stretch } from '../../data/series.js';
import { Card } from '../../parts/card.js';
import { Course } from '../../parts/chart/course.js';
import { COLUMNS, useSeries } from './use-series.js';

export interface TesterJob {
  readonly jobId: string;
  readonly step: string;
  readonly isRunning: boolean;
}

export interface SignalsProps {
  /** On the tester, in order. */
  readonly jobs: readonly TesterJob[];
  /** The one that is looked at. */
  readonly job: TesterJob;
  readonly onChoose: (jobId: string) => void;
}

/** Voltage and current of the formation or the ageing, live while they run. */
export function Signals({ jobs, job, onChoose }: SignalsProps) {
  return (
    <Card
      title="Signals"
      about={`${job.isRunning ? 'live · ' : ''}drag to zoom, shift and drag to move, double click for all`}
      end={
        <span class="row">
          {jobs.map(({ jobId, step }) => (
            <button
              key={jobId}
              aria-pressed={jobId === job.jobId}
              disabled={jobId === job.jobId}
              onClick={() => {
                onChoose(jobId);
              }}
            >
              {words(step)}
            </button>
          ))}
        </span>
      }
    >
      <Courses key={job.jobId} {...job} />
    </Card>
  );
}

function Courses({ jobId, isRunning }: TesterJob) {
  const [view, setView] = useState<Stretch>();
  const series = useSeries(jobId, view, isRunning && !view);
  const all = useMemo(() => stretchOf(series.voltageV ?? []), [series]);
  return (
    <>
      {all && <ViewButtons view={view} all={all} onView={setView} />}
      {COLUMNS.map(([column, label, unit]) => (
        <Course
          key={column}
          label={label}
          unit={unit}
          together={jobId}
          points={series[column] ?? []}
          view={view}
          onView={setView}
        />
      ))}
    </>
  );
}

interface ViewButtonsProps {
  readonly view: Stretch | undefined;
  readonly all: Stretch;
  readonly onView: (view: Stretch | undefined) => void;
}

/** Label, name for those who listen, how much longer the view becomes, how far it moves. */
const CHANGES = [
  ['+', 'Zoom in', 0.5, 0],
  ['−', 'Zoom out', 2, 0],
  ['‹', 'Earlier', 1, -0.5],
  ['›', 'Later', 1, 0.5],
] as const;

/** The same without a mouse. */
function ViewButtons({ view, all, onView }: ViewButtonsProps) {
  return (
    <div class="row">
      {CHANGES.map(([label, name, factor, share]) => (
        <button
          key={name}
          aria-label={name}
          disabled={!view && factor >= 1}
          onClick={() => {
            onView(changed(view ?? all, all, factor, share));
          }}
        >
          {label}
        </button>
      ))}
      <button
        disabled={!view}
        onClick={() => {
          onView(undefined);
        }}
      >
        All
      </button>
    </div>
  );
}
