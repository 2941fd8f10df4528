/** Whether a channel did and read what it was told to: everything here is the tester's, not the cell's. */
import type { Defect } from '../defect.js';
import type { Series } from '../series.js';
import type { ProgramSteps } from './program-steps.js';

export interface ChannelCourse {
  /** Rows with values that are not numbers. */
  readonly nonFiniteRows: number;
  /** Longest time without a row within a step, over the spacing that was asked for, 1. */
  readonly gapIntervals: number;
  /** Steps of the program without any row. */
  readonly stepsMissing: number;
  /** Rows on which the voltage stands still under current. */
  readonly frozenRows: number;
  /** Rows of constant-current steps whose current is not the one asked for. */
  readonly offCurrentRows: number;
}

/** Deviation of a current beyond any gain error and any offset of a sound channel: relative, and A. */
const OFF_SHARE = 0.02;
const OFF_A = 20e-6;

/** The first and last rows of a step may catch the current on its way, so single rows in a row do not count. */
export function channelCourse(
  series: Series,
  defects: readonly Defect[],
  steps: ProgramSteps,
  everyS: number,
): ChannelCourse {
  const rowsOf = (kind: Defect['kind']): number =>
    defects.filter((defect) => defect.kind === kind).reduce((sum, d) => sum + d.toRow - d.fromRow + 1, 0);
  const seen = new Set(series.step);
  return {
    nonFiniteRows: rowsOf('non-finite'),
    gapIntervals: longestS(series) / everyS,
    stepsMissing: [...steps.keys()].filter((step) => !seen.has(step)).length,
    frozenRows: rowsOf('frozen-voltage'),
    offCurrentRows: offCurrentRows(series, steps),
  };
}

function longestS({ length, testTimeS }: Series): number {
  let longest = 0;
  for (let row = 1; row < length; row++) longest = Math.max(longest, testTimeS[row]! - testTimeS[row - 1]!);
  return longest;
}

function offCurrentRows({ length, step, currentA }: Series, steps: ProgramSteps): number {
  let count = 0;
  let before = false;
  for (let row = 0; row < length; row++) {
    const asked = steps.get(step[row]!)?.currentA;
    const off = asked !== undefined && Math.abs(currentA[row]! - asked) > OFF_SHARE * Math.abs(asked) + OFF_A;
    if (off && before) count++;
    before = off;
  }
  return count;
}
