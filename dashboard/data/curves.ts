/** Cycles as curves, as the agent makes them of the rows (`GET jobs/<id>/curves`), and as lines of a plot. */

export const AS_PER_MAH = 3.6;

interface HalfCycle {
  readonly direction: 'charge' | 'discharge';
  /** A; negative on discharge. */
  readonly currentA: number;
  readonly passedAs: readonly number[];
  readonly voltageV: readonly number[];
  readonly differential: {
    readonly voltageV: readonly number[];
    /** A s per V, positive in both directions; null: the curve is broken here. */
    readonly capacityPerVoltAs: readonly (number | null)[];
    readonly unresolved: number;
    readonly reason: string;
  };
}

export interface CycleCurves {
  readonly cycle: number;
  readonly complete: boolean;
  readonly quality: 'valid' | 'suspect' | 'invalid';
  readonly reason: string;
  readonly halves: readonly HalfCycle[];
}

/** One curve of a plot. */
export interface PlotLine {
  readonly name: string;
  /** Which cycle of those that are compared, from 0: lines of one cycle look alike. */
  readonly group: number;
  readonly xs: readonly number[];
  /** Null where it is broken. */
  readonly ys: readonly (number | null)[];
}

/** More are not told apart, and the agent gives no more. */
export const MOST_CYCLES = 4;

/** dQ/dV over voltage, V and mAh/V: charge upwards, discharge downwards. */
export function differentialLines(curves: readonly CycleCurves[]): PlotLine[] {
  return linesOf(curves, ({ direction, differential }) => {
    const factor = (direction === 'charge' ? 1 : -1) / AS_PER_MAH;
    const ys = differential.capacityPerVoltAs.map((each) => (each === null ? null : factor * each));
    return { xs: differential.voltageV, ys };
  });
}

/** Voltage over capacity, mAh and V, each half cycle from no capacity on. */
export function voltageLines(curves: readonly CycleCurves[]): PlotLine[] {
  return linesOf(curves, ({ passedAs, voltageV }) => ({
    xs: passedAs.map((each) => each / AS_PER_MAH),
    ys: voltageV,
  }));
}

function linesOf(
  curves: readonly CycleCurves[],
  line: (half: HalfCycle) => Pick<PlotLine, 'xs' | 'ys'>,
): PlotLine[] {
  return curves.flatMap(({ cycle, halves }, group) =>
    halves
      .map((half) => ({ name: `cycle ${cycle}, ${half.direction}`, group, ...line(half) }))
      .filter(({ xs }) => xs.length > 0),
  );
}

/** Why a curve is missing or not to be trusted, a phrase each. */
export function remarksOn(curves: readonly CycleCurves[]): string[] {
  return curves.flatMap(({ cycle, complete, quality, reason, halves }) => [
    ...(quality === 'valid' ? [] : [`cycle ${cycle} is ${quality}: ${reason}`]),
    ...(complete ? [] : [`cycle ${cycle} is not complete`]),
    ...halves.flatMap(({ direction, differential }) => {
      if (differential.reason !== '') return [`cycle ${cycle}, ${direction}: no dQ/dV, ${differential.reason}`];
      if (differential.unresolved === 0) return [];
      return [`cycle ${cycle}, ${direction}: ${differential.unresolved} points too flat for dQ/dV left out`];
    }),
  ]);
}

/** The value of a line at the point nearest to `x`; undefined where none is within `reach`, or the line is broken. */
export function valueAt({ xs, ys }: PlotLine, x: number, reach: number): number | undefined {
  let nearest = -1;
  xs.forEach((each, k) => {
    const isNearer = nearest < 0 || Math.abs(each - x) < Math.abs(xs[nearest]! - x);
    if (ys[k] !== null && isNearer) nearest = k;
  });
  return nearest >= 0 && Math.abs(xs[nearest]! - x) <= reach ? ys[nearest]! : undefined;
}

/** Numbers of cycles as a reader writes them, as `1, 50`; a phrase says what is wrong. */
export function cyclesIn(text: string, there: readonly number[]): number[] | string {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = [...new Set(parts.map(Number))];
  const missing = parts.find((part) => !there.includes(Number(part)));
  if (missing !== undefined) return `there is no cycle ${missing}: ${there[0]} to ${there.at(-1)} are there`;
  if (numbers.length > MOST_CYCLES) return `at most ${MOST_CYCLES} cycles are told apart`;
  return numbers.length === 0 ? 'name a cycle, or several as 1, 50' : numbers;
}
