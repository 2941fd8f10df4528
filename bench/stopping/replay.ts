/** Ends cells early in hindsight: what it would have saved, and whom it would have ended wrongly. Pure. */
import type { Course } from '../../agent/stopping/course.js';
import { forecastEnd } from '../../agent/stopping/forecast.js';
import { verdictOn, type Standing } from '../../agent/stopping/verdict.js';

export interface Tally {
  readonly cells: number;
  readonly ended: number;
  /** Ended, and at the end it would have been the best so far. */
  readonly wrongly: number;
  /** Cells that became the best so far when they were left to age. */
  readonly improvements: number;
  readonly agedCycles: number;
  readonly allCycles: number;
}

/** One cell after the other, each looked at after every cycle, in the company of those that were aged to the end. */
export function replay(courses: readonly Course[], level: number): Tally {
  const whole: Course[] = [];
  const tally = { cells: 0, ended: 0, wrongly: 0, improvements: 0, agedCycles: 0, allCycles: 0 };
  for (const course of courses) {
    const end = course.at(-1)!;
    const standing = standingOf(whole);
    const cutAge = standing && cutOf(course, whole, standing, level);
    const isBest = !standing || 100 - end.lost > standing.incumbent;
    tally.cells++;
    tally.allCycles += end.age;
    tally.agedCycles += cutAge ?? end.age;
    if (isBest) tally.improvements++;
    if (cutAge === undefined) whole.push(course);
    else tally.ended++;
    if (cutAge !== undefined && isBest) tally.wrongly++;
  }
  return tally;
}

function cutOf(
  course: Course,
  whole: readonly Course[],
  standing: Standing,
  level: number,
): number | undefined {
  const endAge = course.at(-1)!.age;
  return course.find((_, k) => {
    const forecast = forecastEnd(course.slice(0, k + 1), whole, endAge);
    return forecast !== undefined && verdictOn(forecast, standing, level).hopeless;
  })?.age;
}

function standingOf(whole: readonly Course[]): Standing | undefined {
  if (whole.length < 2) return undefined;
  const ends = whole.map((course) => 100 - course.at(-1)!.lost);
  const mean = ends.reduce((a, b) => a + b, 0) / ends.length;
  const squares = ends.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { incumbent: Math.max(...ends), spread: Math.sqrt(squares / (ends.length - 1)) };
}

export interface Coverage {
  readonly age: number;
  readonly forecasts: number;
  /** Share of ends within the central 50 and 90 % of their forecasts. */
  readonly in50: number;
  readonly in90: number;
  /** Root of the mean squared error of the median, and the mean stated deviation, %. */
  readonly rmse: number;
  readonly sd: number;
}

/** Of forecasts at one age, each from the first `known` cells of its sequence. */
export function coverageAt(sequences: readonly (readonly Course[])[], age: number, known: number): Coverage {
  const judged = sequences.flatMap((courses) =>
    courses.slice(known).flatMap((course) => {
      const end = course.at(-1)!;
      const forecast = forecastEnd(
        course.filter((p) => p.age <= age),
        courses.slice(0, known),
        end.age,
      );
      if (!forecast) return [];
      const retention = 100 - end.lost;
      return [
        { above: forecast.chanceAbove(retention), error: forecast.median - retention, sd: forecast.sd },
      ];
    }),
  );
  const share = (tail: number): number =>
    judged.filter(({ above }) => above > tail && above < 1 - tail).length / judged.length;
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    ...{ age, forecasts: judged.length, in50: share(0.25), in90: share(0.05) },
    rmse: Math.sqrt(mean(judged.map(({ error }) => error ** 2))),
    sd: mean(judged.map(({ sd }) => sd)),
  };
}
