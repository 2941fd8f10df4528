import type { StoredCycle } from '../../data/experiment.js';
import { Card } from '../../parts/card.js';
import { Chart } from '../../parts/chart/chart.js';
import { useAsked } from '../../parts/use-asked.js';

const AS_PER_MAH = 3.6;

/** Capacity and coulombic efficiency of each cycle of a job. */
export function Cycles({ jobId }: { readonly jobId: string }) {
  const { data: stored = [] } = useAsked<readonly StoredCycle[]>(
    `jobs/${encodeURIComponent(jobId)}/cycles`,
    (kind) => kind === 'command.settled',
  );
  const cycles = stored.map(({ cycle }) => cycle);
  if (cycles.length === 0) return null;
  const efficiencies = cycles.flatMap(({ cycle, coulombicEfficiency }) =>
    coulombicEfficiency === null ? [] : [{ cycle, value: 100 * coulombicEfficiency }],
  );
  const capacities = cycles.map(({ cycle, dischargeCapacityAs }) => ({
    cycle,
    value: dischargeCapacityAs / AS_PER_MAH,
  }));
  return (
    <>
      <Card title="Coulombic efficiency" about="per cycle" span={6}>
        <Dots label="Coulombic efficiency of each cycle" unit="%" points={efficiencies} />
      </Card>
      <Card title="Discharge capacity" about="per cycle" span={6}>
        <Dots label="Discharge capacity of each cycle" unit="mAh" points={capacities} />
      </Card>
    </>
  );
}

interface DotsProps {
  readonly label: string;
  readonly unit: string;
  readonly points: readonly { readonly cycle: number; readonly value: number }[];
}

function Dots({ label, unit, points }: DotsProps) {
  return (
    <Chart
      label={label}
      xs={points.map(({ cycle }) => cycle)}
      ys={points.map(({ value }) => value)}
      xUnit="cycle"
      countsAcross
      yUnit={unit}
    >
      {({ x, y }) =>
        points.map(({ cycle, value }) => (
          <circle key={cycle} cx={x(cycle)} cy={y(value)} r={2} fill="var(--data)">
            <title>{`cycle ${cycle}: ${value} ${unit}`}</title>
          </circle>
        ))
      }
    </Chart>
  );
}
