/** A cycle as curves that are laid over those of other cycles: voltage over capacity, and dQ/dV. */
import { derivative } from '../differential/derivative.js';
import { differentialCapacity, type DifferentialCapacity } from '../differential/differential-capacity.js';
import type { Recording } from '../recording.js';
import { GAP_INTERVALS } from '../screening.js';
import type { Series } from '../series.js';
import { addInterval, nothingMoved, type Point } from './integral.js';

export interface HalfCycle {
  readonly direction: 'charge' | 'discharge';
  /** Of the longest stretch under one current, A; negative on discharge. Zero without one. */
  readonly currentA: number;
  /** Capacity from the beginning of the half cycle, A s, ascending, with the voltage there, V. */
  readonly passedAs: readonly number[];
  readonly voltageV: readonly number[];
  readonly differential: {
    /** V, in order of recording. */
    readonly voltageV: readonly number[];
    /** A s per V, positive on charge and on discharge alike; null before a point ahead of which others were left out. */
    readonly capacityPerVoltAs: readonly (number | null)[];
    /** How many have no slope that is told from zero. */
    readonly unresolved: number;
    /** Why there is no curve; empty when there is one. */
    readonly reason: string;
  };
}

/** Steps of capacity and of voltage over the whole curve: finer ones are not told apart in a plot. */
const STEPS = 300;
/** Digits that a plot or its cursor can show. */
const DIGITS = 7;

/** @param series the rows of one cycle; directions without current are left out */
export function halfCycles(series: Series, recording: Recording): HalfCycle[] {
  const rows = { firstRow: 0, lastRow: series.length - 1 };
  return ([1, -1] as const).flatMap((sign) => {
    const pass = thinned(passOf(series, sign, recording));
    if (pass.length === 0) return [];
    const slopes = derivative(series, rows, sign, recording);
    return {
      direction: sign > 0 ? 'charge' : 'discharge',
      currentA: slopes.currentA,
      passedAs: pass.map(([passedAs]) => rounded(passedAs)),
      voltageV: pass.map(([, volts]) => rounded(volts)),
      differential: { ...broken(differentialCapacity(slopes)), reason: slopes.reason },
    };
  });
}

/** The curve with a break wherever points were left out: nobody knows how it goes there. */
function broken({ voltageV, capacityPerVoltAs, unresolved, places }: DifferentialCapacity) {
  const kept: (readonly [number, number | null])[] = [];
  places.forEach((place, k) => {
    if (k > 0 && place - places[k - 1]! > 1) kept.push([voltageV[k]!, null]);
    kept.push([voltageV[k]!, rounded(capacityPerVoltAs[k]!)]);
  });
  return {
    voltageV: kept.map(([volts]) => rounded(volts)),
    capacityPerVoltAs: kept.map(([, capacity]) => capacity),
    unresolved,
  };
}

type PassPoint = readonly [passedAs: number, voltageV: number];

/** As in the quantities of a cycle, nothing is added over a hole in the record: nobody knows what flowed. */
function passOf(series: Series, sign: 1 | -1, { everyS, restCurrentA }: Recording): PassPoint[] {
  const { testTimeS, currentA, voltageV, usable } = series;
  const moved = nothingMoved();
  const points: PassPoint[] = [];
  let last: Point | undefined;
  for (let row = 0; row < series.length; row++) {
    if (!usable[row]) continue;
    const point = { timeS: testTimeS[row]!, currentA: currentA[row]!, voltageV: voltageV[row]! };
    const stepS = last ? point.timeS - last.timeS : Infinity;
    if (last && stepS >= 0 && stepS <= GAP_INTERVALS * everyS) addInterval(moved, last, point);
    last = point;
    if (sign * point.currentA > restCurrentA)
      points.push([sign > 0 ? moved.chargeAs : moved.dischargeAs, point.voltageV]);
  }
  return points;
}

/** Without the points that lie within a step of the last one that is kept, in both directions. */
function thinned(points: readonly PassPoint[]): PassPoint[] {
  const stepAs = spanOf(points, 0) / STEPS;
  const stepV = spanOf(points, 1) / STEPS;
  let kept: PassPoint | undefined;
  return points.filter((point, k) => {
    const isNear = kept && point[0] - kept[0] < stepAs && Math.abs(point[1] - kept[1]) < stepV;
    if (isNear && k < points.length - 1) return false;
    kept = point;
    return true;
  });
}

function spanOf(points: readonly PassPoint[], of: 0 | 1): number {
  let [least, greatest] = [Infinity, -Infinity];
  for (const point of points) {
    least = Math.min(least, point[of]);
    greatest = Math.max(greatest, point[of]);
  }
  return greatest - least;
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
