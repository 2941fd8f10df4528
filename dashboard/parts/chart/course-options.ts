/** How a course over test time looks and what a mouse does on it. */
import type uPlot from 'uplot';
import { DASH, duration, plain } from '../../data/format.js';
import type { Stretch } from '../../data/series.js';
import { roomPx, STEPS_S, timeAt } from './time-axis.js';

export interface CourseLook {
  readonly label: string;
  readonly unit: string;
  readonly together: string;
  /** px */
  readonly height: number;
}

type OnView = (view: Stretch | undefined) => void;

export function optionsFor({ label, unit, together, height }: CourseLook, onView: OnView): uPlot.Options {
  return {
    width: 600,
    height,
    scales: { x: { time: false } },
    cursor: cursorFor(together, onView),
    legend: { live: true },
    axes: axes(),
    series: [
      { label: 'test time', value: (_, value: number | null) => (value === null ? DASH : duration(value)) },
      {
        label: `${label}, ${unit}`,
        stroke: color('--data'),
        width: 1.5,
        points: { show: false },
        value: (_, value: number | null) => (value === null ? DASH : plain(value, 5)),
      },
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width >= LEAST_PX)
            onView({ fromS: plot.posToVal(left, 'x'), toS: plot.posToVal(left + width, 'x') });
        },
      ],
    },
  };
}

/** Less is a click. */
const LEAST_PX = 4;

function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** One line of text. */
const AXIS_PX = 28;

function axes(): uPlot.Axis[] {
  const axis = {
    stroke: color('--muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...{ ...axis, size: AXIS_PX, incrs: [...STEPS_S] },
      space: (_, __, fromS, toS, plotPx) => roomPx(fromS, toS, plotPx),
      values: (_, ticks, __, ___, stepS) => ticks.map((tick) => timeAt(tick, stepS)),
    },
    { ...axis, values: (_, ticks) => ticks.map((tick) => plain(tick)) },
  ];
}

function cursorFor(together: string, onView: OnView): uPlot.Cursor {
  return {
    sync: { key: together },
    drag: { setScale: false },
    bind: {
      dblclick: () => () => {
        onView(undefined);
        return null;
      },
      mousedown: (plot, _, select) => (event) => {
        if (!event.shiftKey) return select(event);
        follow(plot, event, onView);
        return null;
      },
    },
  };
}

/** Moves the view with the mouse until its button is let go. */
function follow(plot: uPlot, { clientX: begin }: MouseEvent, onView: OnView): void {
  const { min = 0, max = 0 } = plot.scales.x!;
  const perPx = (max - min) / plot.over.clientWidth;
  const move = ({ clientX }: MouseEvent): void => {
    const byS = (begin - clientX) * perPx;
    onView({ fromS: min + byS, toS: max + byS });
  };
  const end = (): void => {
    removeEventListener('mousemove', move);
    removeEventListener('mouseup', end);
  };
  addEventListener('mousemove', move);
  addEventListener('mouseup', end);
}
