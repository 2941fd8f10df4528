import { Chart } from '../../parts/chart/chart.js';
import { unit, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import type { Report } from '../../data/report.js';

/** Two objectives against each other; what nothing beats in all objectives is filled. */
export function TradeOff({
  report,
  across,
  up,
}: {
  readonly report: Report;
  readonly across: number;
  readonly up: number;
}) {
  const front = new Set(report.best.map(({ id }) => id));
  const points = report.experiments.flatMap(({ id, results }) => {
    const [a, b] = [results[across]?.observed?.value, results[up]?.observed?.value];
    return a === undefined || b === undefined ? [] : [{ id, a, b }];
  });
  const [first, second] = [report.objectives[across]!, report.objectives[up]!];
  return (
    <Chart
      label={`${words(second.quantity)} against ${words(first.quantity)}`}
      xs={points.map(({ a }) => a)}
      ys={points.map(({ b }) => b)}
      xUnit={unit(first.unit)}
      yUnit={unit(second.unit)}
    >
      {({ x, y }) =>
        points.map(({ id, a, b }) => (
          <a key={id} href={link('experiment', id)}>
            <circle
              cx={x(a)}
              cy={y(b)}
              r={4}
              fill={front.has(id) ? 'var(--data)' : 'var(--surface)'}
              stroke="var(--data)"
              stroke-width="1.5"
            >
              <title>{`${id}: ${a}, ${b}`}</title>
            </circle>
          </a>
        ))
      }
    </Chart>
  );
}
