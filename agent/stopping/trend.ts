/** The power law that a course follows by now: the lost capacity over age, straight on logarithmic scales. Pure. */
import type { Course } from './course.js';

export interface Trend {
  /** Cycles since the reference. */
  readonly age: number;
  /** Log of the lost capacity (%) at that age, on the line. */
  readonly logLost: number;
  /** Of age: 0.5 is a film that slows itself down by diffusion, 1 a steady loss, more a cell that dies. */
  readonly exponent: number;
}

/** Less is noise of the tester and not a loss, %. */
const LEAST_LOSS = 0.3;
/** A line through fewer points says nothing. */
const LEAST_POINTS = 5;

/** Through the second half of the course up to `age`; undefined where it shows no loss yet that could be followed. */
export function trendAt(course: Course, age: number): Trend | undefined {
  const window = course.filter((point) => point.age <= age && point.age >= age / 2);
  if (window.length < LEAST_POINTS || window.some(({ lost }) => lost <= 0)) return undefined;
  const x = window.map((point) => Math.log(point.age));
  const y = window.map(({ lost }) => Math.log(lost));
  const [xMean, yMean] = [mean(x), mean(y)];
  const exponent =
    sum(x.map((value, i) => (value - xMean) * (y[i]! - yMean))) / sum(x.map((value) => (value - xMean) ** 2));
  const logLost = yMean + exponent * (Math.log(age) - xMean);
  return logLost < Math.log(LEAST_LOSS) ? undefined : { age, logLost, exponent };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
