import { Chart } from '../../parts/chart/chart.js';
import { unit, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import { bestSoFar, type Report } from '../../data/report.js';

/** Each experiment in its order, the best so far as a line, failures as crosses on the axis: never missing. */
export function Trace({ report, objective }: { readonly report: Report; readonly objective: number }) {
  const { quantity, unit: ucum } = report.objectives[objective]!;
  const values = report.experiments.map(({ results }) => results[objective]?.observed?.value);
  const best = bestSoFar(report, objective);
  return (
    <Chart
      label={`${words(quantity)} of each experiment, with the best so far`}
      xs={[1, Math.max(2, values.length)]}
      ys={values.filter((value) => value !== undefined)}
      xUnit="experiment"
      countsAcross
      yUnit={unit(ucum)}
    >
      {({ x, y, floor }) => (
        <>
          <path d={stair(best, x, y)} fill="none" stroke="var(--data)" stroke-width="1.5" />
          {report.experiments.map(({ id, failure, status }, k) => {
            const value = values[k];
            const title = <title>{`${id}: ${value ?? failure?.cause ?? status}`}</title>;
            if (value !== undefined) {
              return (
                <a key={id} href={link('experiment', id)}>
                  <circle
                    cx={x(k + 1)}
                    cy={y(value)}
                    r={3.5}
                    fill="var(--surface)"
                    stroke="var(--data)"
                    stroke-width="1.5"
                  >
                    {title}
                  </circle>
                </a>
              );
            }
            return failure ? (
              <a key={id} href={link('experiment', id)}>
                <path
                  d={`M${x(k + 1) - 4} ${floor - 10}l8 8m0-8l-8 8`}
                  stroke="var(--high)"
                  stroke-width="1.5"
                >
                  {title}
                </path>
              </a>
            ) : null;
          })}
        </>
      )}
    </Chart>
  );
}

function stair(
  best: readonly (number | undefined)[],
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  best.forEach((value, k) => {
    if (value === undefined) return;
    path += path === '' ? `M${x(k + 1)} ${y(value)}` : `H${x(k + 1)}V${y(value)}`;
  });
  return path;
}
