/**
 * dV/dQ and dQ/dV of one charge or discharge. Voltage is regressed on charge, since the noise is in the voltage: a
 * parabola through the knots of a window that slides along (Savitzky and Golay, Anal. Chem. 36 (1964) 1627, for points
 * that need not be evenly spaced). The slope of charge over voltage would come out too small wherever noise widens the
 * voltage axis.
 */
import type { Recording } from '../recording.js';
import type { Series } from '../series.js';
import { knotsOf, type Knots } from './knots.js';
import { parabolaThrough, type Parabola } from './parabola.js';
import { resolutionOf } from './resolution.js';
import { steadyRows, type LeftOut, type RowRange } from './steady-rows.js';

/** Half width of the window: it ends where either is reached, but holds two knots on each side at least. */
export interface Smoothing {
  readonly windowV: number;
  /** Share of the charge of the whole curve, 1. */
  readonly windowShare: number;
}

export const ORDINARY_SMOOTHING: Smoothing = { windowV: 0.015, windowShare: 0.01 };

export interface Derivative {
  /** Moved since the first row of steady current, A s, ascending. */
  readonly chargeAs: Float64Array;
  /** Smoothed, V. */
  readonly voltageV: Float64Array;
  /** dV/dQ, V per A s; positive where the voltage goes with the current, up on charge and down on discharge. */
  readonly slopeVPerAs: Float64Array;
  /** Standard uncertainty of the slope, from the scatter about the parabolas and the resolution of the record. */
  readonly slopeSdVPerAs: Float64Array;
  /** What was used: half widths, V and A s. */
  readonly windowV: number;
  readonly windowAs: number;
  /** Smallest step between voltages of the record, V. */
  readonly resolutionV: number;
  readonly currentA: number;
  readonly leftOut: readonly LeftOut[];
  /** Why there is no curve; empty when there is one. */
  readonly reason: string;
}

/** Knots in half a window. */
const KNOTS = 4;
/** No tester reads a voltage better, V. */
const FINEST_V = 1e-6;
/** Knots over which the scatter is pooled: a single parabola has few degrees of freedom. */
const POOLED = 8;

/** @param sign 1 for the rows under charging current, -1 for those under discharging current */
export function derivative(
  series: Series,
  range: RowRange,
  sign: 1 | -1,
  recording: Recording,
  smoothing = ORDINARY_SMOOTHING,
): Derivative {
  const { stretches, leftOut } = steadyRows(series, range, sign, recording);
  const [first, last] = [stretches[0], stretches.at(-1)];
  const currentA = first === undefined ? 0 : series.currentA[first.firstRow]!;
  const totalAs =
    first && last
      ? Math.abs(currentA) * (series.testTimeS[last.lastRow]! - series.testTimeS[first.firstRow]!)
      : 0;
  const window = { voltageV: smoothing.windowV, chargeAs: smoothing.windowShare * totalAs };
  const step = { voltageV: window.voltageV / KNOTS, chargeAs: window.chargeAs / KNOTS };
  const knots = knotsOf(series, stretches, step);
  const resolutionV = resolutionOf(series.voltageV, stretches);
  const fits = fitted(knots, window);
  return {
    ...slopes(knots, fits, sign, resolutionV),
    windowV: window.voltageV,
    windowAs: window.chargeAs,
    resolutionV,
    currentA,
    leftOut,
    reason: whyNone(stretches, fits),
  };
}

type Fits = readonly (Parabola | undefined)[];

/** One parabola about every knot. */
function fitted(knots: Knots, window: { readonly voltageV: number; readonly chargeAs: number }): Fits {
  const { chargeAs, voltageV, rows, stretch } = knots;
  const count = chargeAs.length;
  const points = { x: chargeAs, y: voltageV, weight: rows };
  const near = (k: number, other: number): boolean =>
    Math.abs(voltageV[other]! - voltageV[k]!) <= window.voltageV &&
    Math.abs(chargeAs[other]! - chargeAs[k]!) <= window.chargeAs;
  /** Grows from `k` in one direction: at least two knots, then as far as the window goes. */
  const edge = (k: number, way: 1 | -1): number => {
    let at = k;
    for (let next = k + way; next >= 0 && next < count && stretch[next] === stretch[k]; next += way) {
      if (Math.abs(next - k) > 2 && !near(k, next)) break;
      at = next;
    }
    return at;
  };
  return Array.from({ length: count }, (_, k) =>
    parabolaThrough(points, [edge(k, -1), edge(k, 1)], chargeAs[k]!),
  );
}

function slopes({ chargeAs }: Knots, fits: Fits, sign: 1 | -1, resolutionV: number) {
  const kept = fits.flatMap((fit, k) => (fit ? [[k, fit] as const] : []));
  const scatter = pooled(kept.map(([, { residualVariance }]) => residualVariance));
  // Noise is the same all along a curve; a few neighbours can look quieter than they are by chance.
  const leastVariance = Math.max(FINEST_V ** 2, resolutionV ** 2 / 12, middleOf(scatter));
  const column = (of: (fit: Parabola, place: number, k: number) => number): Float64Array =>
    Float64Array.from(kept, ([k, fit], place) => of(fit, place, k));
  return {
    chargeAs: column((_, __, k) => chargeAs[k]!),
    voltageV: column((fit) => fit.value),
    slopeVPerAs: column((fit) => sign * fit.slope),
    slopeSdVPerAs: column((fit, place) =>
      Math.sqrt(fit.slopeVariance * Math.max(scatter[place]!, leastVariance)),
    ),
  };
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Running mean over the neighbours. */
function pooled(variances: readonly number[]): number[] {
  const sums = [0];
  for (const each of variances) sums.push(sums.at(-1)! + each);
  return variances.map((_, k) => {
    const [from, to] = [Math.max(0, k - POOLED), Math.min(variances.length, k + POOLED + 1)];
    return (sums[to]! - sums[from]!) / (to - from);
  });
}

function whyNone(stretches: readonly RowRange[], fits: Fits): string {
  if (stretches.length === 0) return 'no stretch of rows under one current';
  return fits.some((fit) => fit) ? '' : 'the voltage stands still or has too few rows for a slope';
}
