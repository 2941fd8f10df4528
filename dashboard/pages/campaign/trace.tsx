import { Chart, type Place } from '../../parts/chart/chart.js';
import { unit, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import { bestSoFar, type Report, type ReportedExperiment } from '../../data/report.js';

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
      {(at) => (
        <>
          <path d={stair(best, at)} fill="none" stroke="var(--data)" stroke-width="1.5" />
          {report.experiments.map((experiment, k) => (
            <Mark key={experiment.id} experiment={experiment} value={values[k]} position={k + 1} at={at} />
          ))}
        </>
      )}
    </Chart>
  );
}

interface MarkProps {
  readonly experiment: ReportedExperiment;
  readonly value: number | undefined;
  /** Counted from 1. */
  readonly position: number;
  readonly at: Place;
}

/** A circle where it measured something, a cross where it failed, nothing while it is under way. */
function Mark({ experiment: { id, failure }, value, position, at: { x, y, floor } }: MarkProps) {
  if (value === undefined && !failure) return null;
  return (
    <a href={link('experiment', id)} aria-label={id}>
      {value === undefined ? (
        <path d={`M${x(position) - 4} ${floor - 10}l8 8m0-8l-8 8`} stroke="var(--high)" stroke-width="1.5">
          <title>{`${id}: ${failure!.cause}`}</title>
        </path>
      ) : (
        <circle
          cx={x(position)}
          cy={y(value)}
          r={3.5}
          fill="var(--surface)"
          stroke="var(--data)"
          stroke-width="1.5"
        >
          <title>{`${id}: ${value}`}</title>
        </circle>
      )}
    </a>
  );
}

function stair(best: readonly (number | undefined)[], { x, y }: Place): string {
  let path = '';
  best.forEach((value, k) => {
    if (value === undefined) return;
    path += path === '' ? `M${x(k + 1)} ${y(value)}` : `H${x(k + 1)}V${y(value)}`;
  });
  return path;
}
