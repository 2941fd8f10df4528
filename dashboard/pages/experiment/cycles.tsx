import { AS_PER_MAH } from '../../data/curves.js';
import type { Cycle, StoredCycle } from '../../data/experiment.js';
import { plain, words } from '../../data/format.js';
import { Card } from '../../parts/card.js';
import { Chart } from '../../parts/chart/chart.js';
import { useAsked } from '../../parts/use-asked.js';
import { Comparison } from './comparison.js';
import type { TesterJob } from './signals.js';

/** A cycle takes minutes at least. */
const LIVE_MS = 10_000;

/** Capacity and coulombic efficiency of each cycle of a job, and single cycles laid over each other. */
export function Cycles({ jobId, step, isRunning }: TesterJob) {
  const { data: stored = [] } = useAsked<readonly StoredCycle[]>(
    `jobs/${encodeURIComponent(jobId)}/cycles`,
    (kind) => kind === 'command.settled',
    isRunning ? LIVE_MS : undefined,
  );
  const cycles = stored.map(({ cycle }) => cycle);
  if (cycles.length === 0) return null;
  const complete = cycles.filter((cycle) => cycle.complete);
  const about = aboutOf(step, cycles.length - complete.length);
  return (
    <>
      <Card title="Coulombic efficiency" about={about} span={6}>
        <Dots
          label="Coulombic efficiency of each cycle"
          unit="%"
          cycles={complete}
          value={({ coulombicEfficiency }) => coulombicEfficiency && 100 * coulombicEfficiency}
        />
      </Card>
      <Card title="Discharge capacity" about={about} span={6}>
        <Dots
          label="Discharge capacity of each cycle"
          unit="mAh"
          cycles={complete}
          value={({ dischargeCapacityAs }) => dischargeCapacityAs / AS_PER_MAH}
        />
      </Card>
      <Comparison key={jobId} jobId={jobId} step={step} cycles={cycles} />
    </>
  );
}

/** What a half cycle has moved so far is no capacity of a cell: it is named, not drawn. */
function aboutOf(step: string, incomplete: number): string {
  const left = incomplete === 0 ? '' : `; ${incomplete} not complete, left out`;
  return `per cycle of the step ${words(step)}${left}`;
}

interface DotsProps {
  readonly label: string;
  readonly unit: string;
  readonly cycles: readonly Cycle[];
  /** Null where there is none. */
  readonly value: (cycle: Cycle) => number | null;
}

/** Hollow where the record of a cycle is not to be relied on. */
function Dots({ label, unit, cycles, value }: DotsProps) {
  const points = cycles.flatMap((cycle) => {
    const found = value(cycle);
    return found === null ? [] : [{ ...cycle, value: found }];
  });
  if (points.length === 0) return <p class="muted">No cycle is complete yet.</p>;
  return (
    <Chart
      label={label}
      xs={points.map(({ cycle }) => cycle)}
      ys={points.map((point) => point.value)}
      xUnit="cycle"
      countsAcross
      yUnit={unit}
    >
      {({ x, y }) =>
        points.map(({ cycle, quality, value: of }) => (
          <circle
            key={cycle}
            cx={x(cycle)}
            cy={y(of)}
            r={quality === 'valid' ? 2 : 2.5}
            fill={quality === 'valid' ? 'var(--data)' : 'var(--surface)'}
            stroke="var(--data)"
          >
            <title>{`cycle ${cycle}: ${plain(of, 5)} ${unit}${quality === 'valid' ? '' : `, ${quality}`}`}</title>
          </circle>
        ))
      }
    </Chart>
  );
}
