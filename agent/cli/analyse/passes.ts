/** Voltage against the charge that moved, and its derivative, of single cycles: what a plot shows of them. */
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { addInterval, nothingMoved } from '../../analysis/cycling/integral.js';
import { derivative } from '../../analysis/differential/derivative.js';
import { differentialCapacity } from '../../analysis/differential/differential-capacity.js';
import type { Recording } from '../../analysis/recording.js';
import type { Series } from '../../analysis/series.js';
import type { Curve } from '../chart.js';

/** Rows `firstRow` to `lastRow` of a record; `series` begins with the first of them. */
export interface CycleRows {
  readonly cycle: Cycle;
  readonly series: Series;
}

const AS_PER_MAH = 3.6;

/** Points of a curve: more are not told apart in a plot. */
const POINTS = 400;

/** The first cycle, the last complete one, and some between them. */
export function chosen(cycles: readonly Cycle[], count = 5): Cycle[] {
  const complete = cycles.filter((cycle) => cycle.complete);
  const of = complete.length > 0 ? complete : cycles;
  const places = Array.from({ length: count }, (_, k) => Math.round((k * (of.length - 1)) / (count - 1)));
  return [...new Set(places)].flatMap((place) => of[place] ?? []);
}

/** Charge and discharge, each from 0; between them the line is broken. */
export function voltageCurve({ cycle, series }: CycleRows): Curve {
  const x: number[] = [];
  const y: number[] = [];
  for (const sign of [1, -1] as const) {
    const pass = passOf(series, sign);
    const every = Math.max(1, Math.ceil(pass.length / POINTS));
    pass
      .filter((_, k) => k % every === 0 || k === pass.length - 1)
      .forEach(([milliAmpereHours, voltageV]) => {
        x.push(milliAmpereHours);
        y.push(voltageV);
      });
    x.push(NaN);
    y.push(NaN);
  }
  return { name: `cycle ${cycle.cycle}`, x, y };
}

function passOf(series: Series, sign: 1 | -1): (readonly [number, number])[] {
  const { testTimeS, currentA, voltageV, usable } = series;
  const moved = nothingMoved();
  const at = (row: number) => ({
    timeS: testTimeS[row]!,
    currentA: currentA[row]!,
    voltageV: voltageV[row]!,
  });
  const points: (readonly [number, number])[] = [];
  for (let row = 1; row < series.length; row++) {
    if (!usable[row] || !usable[row - 1] || testTimeS[row]! < testTimeS[row - 1]!) continue;
    addInterval(moved, at(row - 1), at(row));
    const passed = sign > 0 ? moved.chargeAs : moved.dischargeAs;
    if (sign * currentA[row]! > 0) points.push([passed / AS_PER_MAH, voltageV[row]!]);
  }
  return points;
}

/** dQ/dV, negative on discharge; only where the slope is told from zero. */
export function derivativeCurve({ cycle, series }: CycleRows, recording: Recording): Curve {
  const rows = { firstRow: 0, lastRow: series.length - 1 };
  const x: number[] = [];
  const y: number[] = [];
  for (const sign of [1, -1] as const) {
    const { voltageV, capacityPerVoltAs } = differentialCapacity(derivative(series, rows, sign, recording));
    x.push(...voltageV, NaN);
    y.push(...capacityPerVoltAs.map((value) => (sign * value) / AS_PER_MAH), NaN);
  }
  return { name: `cycle ${cycle.cycle}`, x, y };
}
