import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Point, Stretch } from '../../data/series.js';
import { isDark } from '../../data/theme.js';
import { optionsFor } from './course-options.js';
import { useWidth } from './use-width.js';

export interface CourseProps {
  readonly label: string;
  readonly unit: string;
  readonly points: readonly Point[];
  /** What is looked at; all of it unless given. */
  readonly view: Stretch | undefined;
  /** Plots of one key share their cursor. */
  readonly together: string;
  /** A stretch was chosen by dragging, or moved with shift; undefined: all of it, by a double click. */
  readonly onView: (view: Stretch | undefined) => void;
}

export const COURSE_HEIGHT = 180;

/** The course of a signal over test time. What is looked at changes at once, on the points that are there. */
export function Course({ label, unit, points, view, together, onView }: CourseProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place, 600);
  const [plot, setPlot] = useState<uPlot>();
  const passView = useRef(onView);
  passView.current = onView;
  useEffect(() => {
    if (!place.current) return;
    const options = optionsFor({ label, unit, together, height: COURSE_HEIGHT }, (next) => {
      passView.current(next);
    });
    const made = new uPlot(options, [[], []], place.current);
    setPlot(made);
    return () => {
      made.destroy();
    };
  }, [label, unit, together, place, isDark.value]);
  useEffect(() => {
    plot?.setSize({ width, height: COURSE_HEIGHT });
  }, [plot, width]);
  useEffect(() => {
    const timed = points.filter(({ timeS }) => timeS !== null);
    const data: uPlot.AlignedData = [timed.map(({ timeS }) => timeS!), timed.map(({ value }) => value)];
    plot?.setData(data, view === undefined);
    if (view) plot?.setScale('x', { min: view.fromS, max: view.toS });
  }, [plot, points, view]);
  return <div ref={place} role="img" aria-label={`${label} over test time`} />;
}
