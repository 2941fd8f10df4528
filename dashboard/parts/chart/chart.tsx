import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { plain } from '../../data/format.js';
import { between, scaleOf } from './scale.js';
import { useWidth } from './use-width.js';

const HEIGHT = 240;
const MARGIN = { left: 48, right: 12, top: 20, bottom: 24 };
/** Of a number on the horizontal axis, with room, px. */
const TICK_WIDTH = 80;

export interface Place {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Where the lowest y is. */
  readonly floor: number;
}

export interface ChartProps {
  /** What is to be seen, for whoever cannot see it. */
  readonly label: string;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly xUnit: string;
  readonly yUnit: string;
  /** Counted things have no fractions. */
  readonly countsAcross?: boolean;
  /** Told the value across that the mouse or finger is at. */
  readonly onPoint?: (x: number) => void;
  readonly children: (place: Place) => ComponentChildren;
}

/** Two axes with round numbers; what is drawn between them is the caller's. */
export function Chart(props: ChartProps) {
  const { label, xs, ys, xUnit, yUnit, countsAcross = false, onPoint, children } = props;
  const element = useRef<SVGSVGElement>(null);
  const width = useWidth(element, 640);
  const round = scaleOf(xs, Math.max(3, Math.floor(width / TICK_WIDTH)));
  // Where values are read off, the axis ends with them.
  const xScale = onPoint && xs.length > 0 ? between(Math.min(...xs), Math.max(...xs), round) : round;
  const yScale = scaleOf(ys, 6);
  const right = width - MARGIN.right;
  const floor = HEIGHT - MARGIN.bottom;
  const x = (value: number): number => MARGIN.left + xScale.at(value) * (right - MARGIN.left);
  const y = (value: number): number => floor - yScale.at(value) * (floor - MARGIN.top);
  return (
    <svg
      ref={element}
      class="plot"
      height={HEIGHT}
      role="group"
      aria-label={label}
      onPointerMove={({ clientX, currentTarget }) => {
        const px = clientX - currentTarget.getBoundingClientRect().left;
        onPoint?.(xScale.from((px - MARGIN.left) / (right - MARGIN.left)));
      }}
    >
      <text x={MARGIN.left} y={12}>
        {yUnit}
      </text>
      {yScale.ticks.map((tick) => (
        <g key={tick}>
          <line class="axis" x1={MARGIN.left} x2={right} y1={y(tick)} y2={y(tick)} stroke-dasharray="3 4" />
          <text x={MARGIN.left - 8} y={y(tick) + 4} text-anchor="end">
            {plain(tick)}
          </text>
        </g>
      ))}
      <line class="axis" x1={MARGIN.left} x2={right} y1={floor} y2={floor} />
      {xScale.ticks
        .filter((tick) => x(tick) < right - TICK_WIDTH && (!countsAcross || Number.isInteger(tick)))
        .map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - 6} text-anchor="middle">
            {plain(tick)}
          </text>
        ))}
      <text x={right} y={HEIGHT - 6} text-anchor="end">
        {xUnit}
      </text>
      {children({ x, y, floor })}
    </svg>
  );
}
