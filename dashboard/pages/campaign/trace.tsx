import { Chart, type Place } from '../../parts/chart/chart.js';
import { unit, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import {
  bestSoFar,
  cameOut,
  type CameOut,
  type Limit,
  type Report,
  type ReportedExperiment,
} from '../../data/report.js';

/** Each experiment in its order, the best so far as a line, failures as crosses on the axis, limits as arrows: never missing. */
export function Trace({ report, objective }: { readonly report: Report; readonly objective: number }) {
  const { quantity, unit: ucum } = report.objectives[objective]!;
  const results = report.experiments.map((experiment) => experiment.results[objective] ?? NOTHING);
  const best = bestSoFar(report, objective);
  return (
    <Chart
      label={`${words(quantity)} of each experiment, with the best so far`}
      xs={[1, Math.max(2, results.length)]}
      ys={results.flatMap(({ observed, limit }) => observed?.value ?? limit?.value ?? [])}
      xUnit="experiment"
      countsAcross
      yUnit={unit(ucum)}
    >
      {(at) => (
        <>
          <path d={stair(best, at)} fill="none" stroke="var(--data)" stroke-width="1.5" />
          {report.experiments.map((experiment, k) => (
            <Mark key={experiment.id} experiment={experiment} result={results[k]!} position={k + 1} at={at} />
          ))}
        </>
      )}
    </Chart>
  );
}

const NOTHING: CameOut = { observed: null };

interface MarkProps {
  readonly experiment: ReportedExperiment;
  readonly result: CameOut;
  /** Counted from 1. */
  readonly position: number;
  readonly at: Place;
}

/** A circle where it measured something, an arrow from a limit, a cross where it failed, nothing while it is under way. */
function Mark({ experiment: { id, failure }, result, position, at: { x, y, floor } }: MarkProps) {
  const { observed, limit } = result;
  if (!observed && !limit && !failure) return null;
  return (
    <a href={link('experiment', id)} aria-label={id}>
      <title>{`${id}: ${observed || limit ? cameOut(result) : failure!.cause}`}</title>
      {observed ? (
        <circle cx={x(position)} cy={y(observed.value)} r={3.5} fill="var(--surface)" {...DATA} />
      ) : limit ? (
        <path d={arrow(x(position), y(limit.value), limit.side)} fill="none" {...DATA} />
      ) : (
        <path d={`M${x(position) - 4} ${floor - 10}l8 8m0-8l-8 8`} stroke="var(--high)" stroke-width="1.5" />
      )}
    </a>
  );
}

const DATA = { stroke: 'var(--data)', 'stroke-width': 1.5 };

/** A bar at the limit, and from it to where the value would lie. */
function arrow(x: number, y: number, side: Limit['side']): string {
  const way = side === 'below' ? 1 : -1;
  return `M${x - 4} ${y}h8M${x} ${y}v${10 * way}m-3 ${-3 * way}l3 ${3 * way} 3 ${-3 * way}`;
}

function stair(best: readonly (number | undefined)[], { x, y }: Place): string {
  let path = '';
  best.forEach((value, k) => {
    if (value === undefined) return;
    path += path === '' ? `M${x(k + 1)} ${y(value)}` : `H${x(k + 1)}V${y(value)}`;
  });
  return path;
}
