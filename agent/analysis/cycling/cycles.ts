/**
 * The per-cycle summary. Definitions: capacity is the trapezoidal integral of current by direction; coulombic
 * efficiency is discharge over charge capacity of the same cycle; mean voltages are energy over capacity. Signs follow
 * the Battery Data Format (charge positive); names follow the cellpy-core cycle table.
 */
import { reasonOf, touching, worst, type Defect } from '../defect.js';
import type { Cycle } from './cycle.js';
import { addInterval, nothingMoved, type Moved, type Point } from './integral.js';
import { isRest, type Recording } from '../recording.js';
import { isFiniteRow } from '../screening.js';
import type { Series } from '../series.js';

/**
 * One entry per cycle number, ascending.
 * @param defects of the whole series; an interval that a clock, a gap or a non-number spoils is left out of the
 *   integrals, and its cycle says so in `quality`
 * @param ended the protocol ran to its end: then the last cycle is over as well
 */
export function summariseCycles(
  series: Series,
  defects: readonly Defect[],
  recording: Recording,
  ended: boolean,
): Cycle[] {
  const tallies = tally(series, defects, recording);
  return [...tallies.entries()]
    .sort(([a], [b]) => a - b)
    .map(([cycle, one], index, all) => {
      const over = ended || index < all.length - 1;
      return summary(cycle, one, touching(defects, one.firstRow, one.lastRow), over);
    });
}

interface Tally {
  readonly firstRow: number;
  lastRow: number;
  readonly moved: Moved;
  durationS: number;
  kelvinSeconds: number;
}

/** An interval belongs to the cycle of the row at its end: the tester counts up when a pass begins. */
function tally(series: Series, defects: readonly Defect[], recording: Recording): Map<number, Tally> {
  const spoiled = new Set(defects.flatMap((d) => (d.kind === 'gap' ? [d.toRow] : [])));
  const tallies = new Map<number, Tally>();
  let from: RowPoint | undefined;
  for (let row = 0; row < series.length; row++) {
    const to = pointAt(series, row);
    const cycle = series.cycle[row]!;
    if (Number.isFinite(cycle)) {
      const one = tallies.get(cycle) ?? begin(row);
      tallies.set(cycle, one);
      one.lastRow = row;
      if (from && to && !spoiled.has(row)) gain(one, from, to, recording);
    }
    from = to;
  }
  return tallies;
}

function begin(row: number): Tally {
  return { firstRow: row, lastRow: row, moved: nothingMoved(), durationS: 0, kelvinSeconds: 0 };
}

/** Adds one interval; one that runs backwards in time is none. */
function gain(one: Tally, from: RowPoint, to: RowPoint, recording: Recording): void {
  const durationS = to.timeS - from.timeS;
  if (durationS < 0) return;
  if (!isRest(recording, from.currentA, to.currentA)) addInterval(one.moved, from, to);
  one.durationS += durationS;
  one.kelvinSeconds += (durationS * (from.temperatureK + to.temperatureK)) / 2;
}

interface RowPoint extends Point {
  readonly temperatureK: number;
}

/** Undefined for a row that cannot be used in arithmetic. */
function pointAt(series: Series, row: number): RowPoint | undefined {
  if (!isFiniteRow(series, row)) return undefined;
  return {
    timeS: series.testTimeS[row]!,
    currentA: series.currentA[row]!,
    voltageV: series.voltageV[row]!,
    temperatureK: series.temperatureK[row]!,
  };
}

function summary(cycle: number, one: Tally, defects: readonly Defect[], over: boolean): Cycle {
  const { chargeAs, dischargeAs, chargeJ, dischargeJ, chargeS, dischargeS } = one.moved;
  return {
    cycle,
    firstRow: one.firstRow,
    lastRow: one.lastRow,
    chargeCapacityAs: chargeAs,
    dischargeCapacityAs: dischargeAs,
    chargeEnergyJ: chargeJ,
    dischargeEnergyJ: dischargeJ,
    coulombicEfficiency: ratio(dischargeAs, chargeAs),
    coulombicDifferenceAs: chargeAs - dischargeAs,
    energyEfficiency: ratio(dischargeJ, chargeJ),
    voltageEfficiency: null,
    meanVoltageDifferenceV: null,
    constantVoltageShare: null,
    chargeEndVoltageV: null,
    dischargeEndVoltageV: null,
    leftOutS: 0,
    switchCapacityAs: 0,
    minTemperatureK: null,
    maxTemperatureK: null,
    cumulatedChargeAs: 0,
    cumulatedDischargeAs: 0,
    inProgress: !over,
    meanChargeVoltageV: ratio(chargeJ, chargeAs),
    meanDischargeVoltageV: ratio(dischargeJ, dischargeAs),
    chargeTimeS: chargeS,
    dischargeTimeS: dischargeS,
    durationS: one.durationS,
    meanTemperatureK: ratio(one.kelvinSeconds, one.durationS),
    complete: over && chargeAs > 0 && dischargeAs > 0,
    quality: worst(defects.map((defect) => defect.quality)),
    reason: reasonOf(defects),
  };
}

function ratio(numerator: number, denominator: number): number | null {
  const value = numerator / denominator;
  return Number.isFinite(value) ? value : null;
}
