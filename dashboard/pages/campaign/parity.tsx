import { judgedResults } from '../../data/calibration.js';
import { Chart } from '../../parts/chart/chart.js';
import { Z90 } from '../../parts/chart/interval.js';
import { unit, words } from '../../data/format.js';
import type { Report } from '../../data/report.js';

/** What was predicted before each run against what came out: points on the diagonal were foretold. */
export function Parity({ report, objective }: { readonly report: Report; readonly objective: number }) {
  const { quantity, unit: ucum } = report.objectives[objective]!;
  const points = judgedResults(report, objective).map(({ id, predicted, observed }) => ({
    ...{ id, value: observed.value },
    ...predicted,
  }));
  if (points.length === 0) return <p class="muted">No experiment with a prediction has ended yet.</p>;
  const all = points.flatMap(({ mean, value }) => [mean, value]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (
    <Chart
      label={`${words(quantity)}, predicted against observed`}
      xs={[...all, ...points.flatMap(({ mean, sd }) => [mean - Z90 * sd, mean + Z90 * sd])]}
      ys={all}
      xUnit={`predicted ${unit(ucum)}`}
      yUnit={`observed ${unit(ucum)}`}
    >
      {({ x, y }) => (
        <>
          <line class="axis" x1={x(low)} y1={y(low)} x2={x(high)} y2={y(high)} />
          {points.map(({ id, mean, sd, value }) => (
            <g key={id}>
              <line
                x1={x(mean - Z90 * sd)}
                x2={x(mean + Z90 * sd)}
                y1={y(value)}
                y2={y(value)}
                stroke="var(--data)"
                stroke-opacity=".4"
              />
              <circle cx={x(mean)} cy={y(value)} r={3} fill="var(--data)">
                <title>{`${id}: predicted ${mean}, came out ${value}`}</title>
              </circle>
            </g>
          ))}
        </>
      )}
    </Chart>
  );
}
