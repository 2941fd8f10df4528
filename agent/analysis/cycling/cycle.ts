/**
 * One cycle of a cell in numbers. Positive current charges (Battery Data Format): the voltage rises with it, whatever
 * the cell. Names follow the cellpy-core cycle table; the formulas are in `definitions.ts`.
 */
import type { Quality } from '../defect.js';

/** Null: there is none, such as an efficiency without a charge. Never NaN. */
export interface Cycle {
  /** The tester's own count; never renumbered, and higher than that of the cycle before. */
  readonly cycle: number;
  /** Rows of the record, counted from 0. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Trapezoidal integrals of current by direction, A s. */
  readonly chargeCapacityAs: number;
  readonly dischargeCapacityAs: number;
  /** The same of power, J. */
  readonly chargeEnergyJ: number;
  readonly dischargeEnergyJ: number;
  /** What came out over what was put in, 1; discharge over charge, but for a half cell of an anode the other way round. */
  readonly coulombicEfficiency: number | null;
  /** What was put in less what came out, A s. */
  readonly coulombicDifferenceAs: number | null;
  /** Energies, in the direction of the coulombic efficiency, 1. */
  readonly energyEfficiency: number | null;
  /** Energy efficiency over coulombic efficiency, 1. */
  readonly voltageEfficiency: number | null;
  /** Energy over capacity, V. */
  readonly meanChargeVoltageV: number | null;
  readonly meanDischargeVoltageV: number | null;
  /** Mean charge less mean discharge voltage, V. */
  readonly meanVoltageDifferenceV: number | null;
  /** Share of the charge capacity that moved while the voltage was held, 0 to 1. */
  readonly constantVoltageShare: number | null;
  /** At the last row under charging and under discharging current, V. */
  readonly chargeEndVoltageV: number | null;
  readonly dischargeEndVoltageV: number | null;
  /** Time under charging and discharging current, s. */
  readonly chargeTimeS: number;
  readonly dischargeTimeS: number;
  /** From the end of the cycle before to the last row, rests included, s. */
  readonly durationS: number;
  /** Of it, time over which nothing was integrated since nobody knows what flowed, s. */
  readonly leftOutS: number;
  /** Charge of intervals in which one step gave way to another, A s: within them the current may have changed at any time. */
  readonly switchCapacityAs: number;
  /** Mean over time; least and greatest reading, K. */
  readonly meanTemperatureK: number | null;
  readonly minTemperatureK: number | null;
  readonly maxTemperatureK: number | null;
  /** Charge and discharge of the record up to the end of this cycle, A s. */
  readonly cumulatedChargeAs: number;
  readonly cumulatedDischargeAs: number;
  /** Rows may still come. */
  readonly inProgress: boolean;
  /** Charged, discharged and left behind. */
  readonly complete: boolean;
  readonly quality: Quality;
  /** Why the quality is not `valid`, with rows and columns; empty when it is. */
  readonly reason: string;
}
