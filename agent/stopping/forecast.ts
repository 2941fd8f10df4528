/**
 * What will be left of a cell at the end of its ageing, from the cycles it has done and from how the cells before went on
 * from there. Pure.
 *
 * From one age to the end the logarithm of the lost capacity grows by an exponent `e` times the logarithm of the ratio of
 * the ages. `e` is a Bayesian linear regression on the exponent that the cell shows by now, with a normal inverse-gamma
 * prior (Gelman et al., Bayesian Data Analysis, 3rd ed., chapter 14), so that its prediction is a Student t distribution.
 */
import { cumulative } from '../../planner/acquisition/normal.js';
import type { Course } from './course.js';
import { trendAt, type Trend } from './trend.js';

export interface Forecast {
  /** Cycles since the reference: where it was made, and what it is about. */
  readonly age: number;
  readonly endAge: number;
  /** Median of the capacity retention at the end, %. */
  readonly median: number;
  /** Half the width of the interval of one scale of the distribution to either side, %. */
  readonly sd: number;
  /** Of earlier cells that it rests on. */
  readonly cells: number;
  /** Probability that the retention at the end is above a value, %. */
  readonly chanceAbove: (retention: number) => number;
}

/**
 * Before any cell was seen: growth between a film that slows itself down (0.5) and a steady loss (1), half of what the cell
 * shows beyond that taken for lasting, and a scatter of a fifth; each as sure as a cell or two would make it.
 */
const PRIOR = {
  exponent: 0.75,
  slope: 0.5,
  scatter: 0.2,
  exponentWeight: 2,
  slopeWeight: 0.5,
  degreesOfFreedom: 2,
};
/**
 * @param earlier courses of other cells; those that did not reach the end say nothing
 * @param endAge cycles from the reference to the end of the ageing
 * @returns undefined while the cell shows no loss that could be followed
 */
export function forecastEnd(
  course: Course,
  earlier: readonly Course[],
  endAge: number,
): Forecast | undefined {
  const age = course.at(-1)?.age ?? 0;
  const trend = trendAt(course, age);
  if (!trend || age >= endAge) return undefined;
  const known = earlier.flatMap((other) => pairOf(other, age, endAge) ?? []);
  const { mean, scale, degreesOfFreedom } = predicted(trend.exponent, known);
  const span = Math.log(endAge / age);
  const retentionAt = (exponent: number): number => 100 - Math.exp(trend.logLost + exponent * span);
  const chanceAbove = (retention: number): number => {
    if (retention >= 100) return 0;
    const exponent = (Math.log(100 - retention) - trend.logLost) / span;
    return cumulativeT((exponent - mean) / scale, degreesOfFreedom);
  };
  const sd = (retentionAt(mean - scale) - retentionAt(mean + scale)) / 2;
  return { age, endAge, median: retentionAt(mean), sd, cells: known.length, chanceAbove };
}

/** What a finished cell showed at an age, and by which exponent it went on from there to the end. */
interface Pair {
  readonly shown: number;
  readonly later: number;
}

function pairOf(course: Course, age: number, endAge: number): Pair | undefined {
  const then: Trend | undefined = trendAt(course, age);
  const end = course.at(-1);
  if (!then || end?.age !== endAge || end.lost <= 0) return undefined;
  return { shown: then.exponent, later: (Math.log(end.lost) - then.logLost) / Math.log(endAge / age) };
}

/** Of the exponent to the end, for a cell that shows `shown` by now. */
function predicted(
  shown: number,
  known: readonly Pair[],
): { mean: number; scale: number; degreesOfFreedom: number } {
  const { exponent, slope, scatter, exponentWeight, slopeWeight, degreesOfFreedom: prior } = PRIOR;
  // Precision matrix [[a, b], [b, c]] of level and slope, and what it weighs: prior first, then one cell after the other.
  let [a, b, c] = [exponentWeight, 0, slopeWeight];
  let [u, v] = [exponentWeight * exponent, slopeWeight * slope];
  let squares = prior * scatter ** 2 + exponentWeight * exponent ** 2 + slopeWeight * slope ** 2;
  for (const pair of known) {
    const x = pair.shown - exponent;
    [a, b, c] = [a + 1, b + x, c + x * x];
    [u, v] = [u + pair.later, v + x * pair.later];
    squares += pair.later ** 2;
  }
  const determinant = a * c - b * b;
  const level = (c * u - b * v) / determinant;
  const gradient = (a * v - b * u) / determinant;
  const degreesOfFreedom = prior + known.length;
  const variance = Math.max(0, squares - (level * u + gradient * v)) / degreesOfFreedom;
  const x = shown - exponent;
  const leverage = (c - 2 * b * x + a * x * x) / determinant;
  return { mean: level + gradient * x, scale: Math.sqrt(variance * (1 + leverage)), degreesOfFreedom };
}

/** Of the Student t distribution, by Wallace's normal approximation (Ann. Math. Statist. 30 (1959) 1121), good to 0.01. */
function cumulativeT(t: number, n: number): number {
  const z = ((8 * n + 1) / (8 * n + 3)) * Math.sqrt(n * Math.log1p((t * t) / n));
  return cumulative(t < 0 ? -z : z);
}
