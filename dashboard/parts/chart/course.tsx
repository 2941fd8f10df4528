import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { duration, plain } from '../../data/format.js';
import type { Point } from '../../data/series.js';
import { useWidth } from './use-width.js';

export interface CourseProps {
  readonly label: string;
  readonly unit: string;
  readonly points: readonly Point[];
  /** Plots of one key share their cursor. */
  readonly together: string;
  /** A stretch of test time, s, was chosen by dragging; undefined: all of it, by a double click. */
  readonly onZoom: (range: { readonly fromS: number; readonly toS: number } | undefined) => void;
}

const HEIGHT = 180;

/** The course of a signal over test time: drag to zoom, double click for all of it, the value under the cursor. */
export function Course({ label, unit, points, together, onZoom }: CourseProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place, 600);
  const plot = useRef<uPlot>(undefined);
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  useEffect(() => {
    if (!place.current) return;
    const made = new uPlot(
      optionsFor(label, unit, together, (range) => {
        zoom.current(range);
      }),
      [[], []],
      place.current,
    );
    plot.current = made;
    return () => {
      made.destroy();
    };
  }, [label, unit, together, place]);
  useEffect(() => {
    plot.current?.setSize({ width, height: HEIGHT });
  }, [width]);
  useEffect(() => {
    const timed = points.filter(({ timeS }) => timeS !== null);
    plot.current?.setData([timed.map(({ timeS }) => timeS!), timed.map(({ value }) => value)]);
  }, [points]);
  return <div ref={place} role="img" aria-label={`${label} over test time`} />;
}

function optionsFor(
  label: string,
  unit: string,
  together: string,
  onZoom: CourseProps['onZoom'],
): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: color('--muted'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: 600,
    height: HEIGHT,
    scales: { x: { time: false } },
    cursor: {
      sync: { key: together },
      drag: { setScale: false },
      bind: {
        dblclick: () => () => {
          onZoom(undefined);
          return null;
        },
      },
    },
    legend: { live: true },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => duration(tick)) },
      { ...axis, values: (_, ticks) => ticks.map((tick) => plain(tick)) },
    ],
    series: [
      { label: 'test time', value: (_, value: number | null) => (value === null ? '' : duration(value)) },
      {
        label: `${label}, ${unit}`,
        stroke: color('--data'),
        width: 1.5,
        points: { show: false },
        value: (_, value: number | null) => (value === null ? '' : plain(value, 5)),
      },
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          onZoom({ fromS: plot.posToVal(left, 'x'), toS: plot.posToVal(left + width, 'x') });
        },
      ],
    },
  };
}
