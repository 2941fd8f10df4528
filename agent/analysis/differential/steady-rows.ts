/** The rows of a charge or discharge from which a voltage slope can be read: one current, no hole between rows. */
import type { Recording } from '../recording.js';
import { GAP_INTERVALS, isFiniteRow } from '../screening.js';
import type { Series } from '../series.js';

export interface RowRange {
  /** Both included, counted from 0. */
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Rows that a derivative was not taken of, and why. */
export interface LeftOut extends RowRange {
  readonly reason: string;
}

export interface SteadyRows {
  /** Stretches under one and the same current, in order of recording. */
  readonly stretches: readonly RowRange[];
  /** Of the same direction, but not used. Rests and rows of the other direction are no part of it and not told. */
  readonly leftOut: readonly LeftOut[];
}

/** A hold's current decays; a regulated one wanders by less than this share of itself. */
const STEADY_SHARE = 0.01;
/** A parabola through fewer rows fits whatever they say. */
export const FEWEST_ROWS = 6;

/** @param sign 1 for the rows under charging current, -1 for those under discharging current */
export function steadyRows(series: Series, range: RowRange, sign: 1 | -1, recording: Recording): SteadyRows {
  const found = stretchesOf(series, range, sign, recording);
  const chargeAs = ({ firstRow, lastRow }: RowRange): number =>
    Math.abs(series.currentA[firstRow]!) * (series.testTimeS[lastRow]! - series.testTimeS[firstRow]!);
  const most = found.reduce<RowRange | undefined>(
    (best, one) => (best && chargeAs(best) >= chargeAs(one) ? best : one),
    undefined,
  );
  const mainA = most === undefined ? 0 : series.currentA[most.firstRow]!;
  const why = ({ firstRow, lastRow }: RowRange): string => {
    if (!isNear(series.currentA[firstRow]!, mainA)) return 'a hold or another current';
    return lastRow - firstRow + 1 < FEWEST_ROWS ? `fewer than ${FEWEST_ROWS} rows together` : '';
  };
  return {
    stretches: found.filter((one) => why(one) === ''),
    leftOut: [
      ...merged(found.map((one) => ({ ...one, reason: why(one) }))),
      ...unusable(series, range),
      ...breaks(series, found, recording),
    ].sort((a, b) => a.firstRow - b.firstRow),
  };
}

function stretchesOf(
  series: Series,
  { firstRow, lastRow }: RowRange,
  sign: 1 | -1,
  recording: Recording,
): RowRange[] {
  const found: { firstRow: number; lastRow: number }[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    if (!isFiniteRow(series, row) || sign * series.currentA[row]! <= recording.restCurrentA) continue;
    const last = found.at(-1);
    if (last?.lastRow === row - 1 && goesOn(series, last.firstRow, row, recording)) last.lastRow = row;
    else found.push({ firstRow: row, lastRow: row });
  }
  return found;
}

function goesOn(
  { step, cycle, testTimeS, currentA }: Series,
  first: number,
  row: number,
  recording: Recording,
) {
  const passedS = testTimeS[row]! - testTimeS[row - 1]!;
  return (
    step[first] === step[row] &&
    cycle[first] === cycle[row] &&
    passedS >= 0 &&
    passedS <= GAP_INTERVALS * recording.everyS &&
    isNear(currentA[row]!, currentA[first]!)
  );
}

/** Between rows that would go on but for their clock. */
function breaks({ testTimeS }: Series, found: readonly RowRange[], recording: Recording): LeftOut[] {
  return found.flatMap(({ firstRow }, k) => {
    if (k === 0 || found[k - 1]!.lastRow !== firstRow - 1) return [];
    const passedS = testTimeS[firstRow]! - testTimeS[firstRow - 1]!;
    const between = { firstRow: firstRow - 1, lastRow: firstRow };
    if (passedS < 0) return [{ ...between, reason: `the clock goes back by ${-passedS} s` }];
    return passedS > GAP_INTERVALS * recording.everyS
      ? [{ ...between, reason: `no rows for ${passedS} s` }]
      : [];
  });
}

function isNear(currentA: number, otherA: number): boolean {
  return Math.abs(currentA - otherA) <= STEADY_SHARE * Math.abs(otherA);
}

function unusable(series: Series, { firstRow, lastRow }: RowRange): LeftOut[] {
  const found: LeftOut[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    const reason = 'a column holds what is not a number';
    if (!isFiniteRow(series, row)) found.push({ firstRow: row, lastRow: row, reason });
  }
  return merged(found);
}

/** Neighbours left out for the same reason are one. */
function merged(ranges: readonly LeftOut[]): LeftOut[] {
  const found: LeftOut[] = [];
  for (const one of ranges) {
    if (one.reason === '') continue;
    const last = found.at(-1);
    if (last?.reason === one.reason && last.lastRow === one.firstRow - 1) {
      found[found.length - 1] = { ...last, lastRow: one.lastRow };
    } else found.push(one);
  }
  return found;
}
