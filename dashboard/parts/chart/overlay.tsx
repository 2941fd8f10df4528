import { useState } from 'preact/hooks';
import { valueAt, type PlotLine } from '../../data/curves.js';
import { DASH, plain } from '../../data/format.js';
import { Chart, type Place } from './chart.js';

export interface OverlayProps {
  readonly label: string;
  /** What is across, with its unit. */
  readonly x: readonly [name: string, unit: string];
  readonly yUnit: string;
  readonly lines: readonly PlotLine[];
}

/** Dashes of each cycle: never told by shade alone. */
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];
/** A share of the axis within which a point counts as at the cursor. */
const REACH = 0.01;

/** Curves laid over each other, with a cursor that reads all of them; by mouse, finger or arrow keys. */
export function Overlay({ label, x: [xName, xUnit], yUnit, lines }: OverlayProps) {
  const [cursor, setCursor] = useState<number>();
  const xs = lines.flatMap((line) => line.xs);
  const [least, greatest] = [Math.min(...xs), Math.max(...xs)];
  const at = cursor !== undefined && cursor >= least && cursor <= greatest ? cursor : undefined;
  return (
    <>
      <Readout {...{ lines, xName, xUnit, yUnit, at }} reach={REACH * (greatest - least)} />
      <Chart
        label={label}
        xs={xs}
        ys={lines.flatMap(({ ys }) => ys.filter((y) => y !== null))}
        xUnit={xUnit}
        yUnit={yUnit}
        onPoint={setCursor}
      >
        {(place) => (
          <>
            {lines.map((line) => (
              <path key={line.name} d={pathOf(line, place)} {...lookOf(line)} />
            ))}
            {at !== undefined && (
              <line x1={place.x(at)} x2={place.x(at)} y1={20} y2={place.floor} stroke="var(--muted)" />
            )}
          </>
        )}
      </Chart>
      <input
        type="range"
        aria-label={`Cursor of ${label}, ${xUnit}`}
        min={least}
        max={greatest}
        step="any"
        value={at ?? least}
        aria-valuetext={at === undefined ? 'not set' : `${plain(at)} ${xUnit}`}
        onInput={(event) => {
          setCursor(Number((event.target as HTMLInputElement).value));
        }}
      />
    </>
  );
}

interface ReadoutProps extends Pick<OverlayProps, 'lines' | 'yUnit'> {
  readonly xName: string;
  readonly xUnit: string;
  readonly at: number | undefined;
  readonly reach: number;
}

/** Which line is which, and its value at the cursor. */
function Readout({ lines, xName, xUnit, yUnit, at, reach }: ReadoutProps) {
  return (
    <ul class="row small key readout">
      <li>
        {xName} {at === undefined ? DASH : `${plain(at)} ${xUnit}`}
      </li>
      {lines.map((line) => {
        const value = at === undefined ? undefined : valueAt(line, at, reach);
        return (
          <li key={line.name}>
            <svg width="26" height="8" aria-hidden="true">
              <path d="M0 4H26" {...lookOf(line)} />
            </svg>{' '}
            <span class="muted">{line.name}</span> {value === undefined ? DASH : `${plain(value)} ${yUnit}`}
          </li>
        );
      })}
    </ul>
  );
}

function lookOf({ group }: PlotLine) {
  return {
    fill: 'none',
    stroke: group % 2 === 0 ? 'var(--data)' : 'var(--data-2)',
    'stroke-width': 1.5,
    'stroke-dasharray': DASHES[group % DASHES.length]!,
  };
}

function pathOf({ xs, ys }: PlotLine, { x, y }: Place): string {
  let pen = 'M';
  let path = '';
  ys.forEach((value, k) => {
    if (value !== null) path += `${pen}${x(xs[k]!).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = value === null ? 'M' : 'L';
  });
  return path;
}
