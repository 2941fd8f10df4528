import { useRef, useState } from 'preact/hooks';
import { link } from '../../data/place.js';
import { parallelOf, type Parallel, type ParallelLine } from '../../data/parallel.js';
import type { Report } from '../../data/report.js';
import { useWidth } from '../../parts/chart/use-width.js';
import { Arrow, Cross, lookOf, pathOf, type Spot } from './recipe-line.js';
import { RecipesKey } from './recipes-key.js';

/** Room for an axis and its name above it, px: rows rather than columns, so that names are read at 360 px, too. */
const ROW = 52;
const FIRST = 24;
const SIDE = 12;

/**
 * Every experiment as a line down its recipe to its outcome, by rank; failures are dashed and end in a cross before it, cells
 * that were ended early in an arrow to where their outcome would lie.
 */
export function Recipes({ report, objective }: { readonly report: Report; readonly objective: number }) {
  const [pointed, point] = useState<string>();
  const parallel = parallelOf(report, objective);
  const line = parallel.lines.find(({ experiment }) => experiment.id === pointed);
  if (parallel.lines.length === 0) return <p class="muted">No experiment has ended yet.</p>;
  return (
    <div class="stack">
      <RecipesKey parallel={parallel} />
      <p class="small wrap pointed" aria-live="polite">
        {line ? (
          <>
            <a href={link('experiment', line.experiment.id)}>{line.experiment.id}</a> {line.told}
          </>
        ) : (
          <span class="muted">Point at a line, or move to it with the tab key, to read its recipe.</span>
        )}
      </p>
      <Lines parallel={parallel} pointed={pointed} onPoint={point} />
      {parallel.same.length > 0 && (
        <p class="muted small wrap">the same in all: {parallel.same.join(' · ')}</p>
      )}
    </div>
  );
}

interface LinesProps {
  readonly parallel: Parallel;
  readonly pointed: string | undefined;
  readonly onPoint: (id: string) => void;
}

function Lines({ parallel: { axes, outcome, lines }, pointed, onPoint }: LinesProps) {
  const element = useRef<SVGSVGElement>(null);
  const width = useWidth(element, 640);
  const all = [...axes, outcome];
  const x = (place: number): number => SIDE + place * (width - 2 * SIDE);
  const y = (row: number): number => FIRST + row * ROW;
  const spotsOf = ({ experiment }: ParallelLine): Spot[] =>
    all.map(({ at }, row) => {
      const place = at(experiment);
      return place === undefined ? undefined : ([x(place), y(row)] as const);
    });
  const under = lines.find(({ experiment }) => experiment.id === pointed);
  return (
    <svg
      ref={element}
      class="plot recipes"
      height={y(all.length - 1) + 16}
      role="group"
      aria-label="Recipes over parallel axes"
    >
      {all.map(({ label }, row) => (
        <line key={label} class="axis" x1={x(0)} x2={x(1)} y1={y(row)} y2={y(row)} />
      ))}
      {lines.map((line) => {
        const { id } = line.experiment;
        const path = pathOf(spotsOf(line));
        return (
          <a
            key={id}
            href={link('experiment', id)}
            aria-label={`${id}: ${line.told}`}
            onPointerEnter={() => {
              onPoint(id);
            }}
            onFocus={() => {
              onPoint(id);
            }}
          >
            <path d={path} fill="none" stroke="transparent" stroke-width="9" />
            <path d={path} {...lookOf(line)} />
            {line.quarter === undefined && (
              <Cross at={spotsOf(line).findLast((each) => each !== undefined)} />
            )}
            <Arrow at={spotsOf(line).at(-1)} side={line.side} />
          </a>
        );
      })}
      {/* On top of the others, which keep their order: it is that of the tab key. */}
      {under && <path class="passive" d={pathOf(spotsOf(under))} {...lookOf(under, true)} />}
      {all.map(({ label }, row) => (
        <text key={label} x={SIDE} y={y(row) - 7}>
          {label}
        </text>
      ))}
    </svg>
  );
}
