/** What the numbers mean, as published formulas with a version: who reads a number later can tell how it was made. */
import type { Cycle } from './cycling/cycle.js';

/**
 * Goes up with every change of a formula here or of what a figure of merit rests on. 1: as before versions were kept,
 * with energies and efficiencies alone. 2: cycles close by rows, times of gaps count, every quantity below.
 */
export const DEFINITIONS_VERSION = 2;

export interface Definition {
  /** UCUM, of the value as it is kept. */
  readonly unit: string;
  /** With I positive on charge, Q and E integrals by direction (trapezoids, cut where I changes its sign), t test time. */
  readonly formula: string;
}

export type CycleQuantity = Exclude<
  keyof Cycle,
  'cycle' | 'firstRow' | 'lastRow' | 'inProgress' | 'complete' | 'quality' | 'reason'
>;

/** Of each quantity of a cycle. In a half cell of an anode the discharge is put in and the charge comes out. */
export const CYCLE_DEFINITIONS: Readonly<Record<CycleQuantity, Definition>> = {
  chargeCapacityAs: { unit: 'A.s', formula: 'integral of I dt where I > 0' },
  dischargeCapacityAs: { unit: 'A.s', formula: 'integral of -I dt where I < 0' },
  chargeEnergyJ: { unit: 'J', formula: 'integral of I U dt where I > 0' },
  dischargeEnergyJ: { unit: 'J', formula: 'integral of -I U dt where I < 0' },
  coulombicEfficiency: { unit: '1', formula: 'Q out / Q in' },
  coulombicDifferenceAs: { unit: 'A.s', formula: 'Q in - Q out' },
  energyEfficiency: { unit: '1', formula: 'E out / E in' },
  voltageEfficiency: { unit: '1', formula: 'energy efficiency / coulombic efficiency' },
  meanChargeVoltageV: { unit: 'V', formula: 'E / Q of the charge' },
  meanDischargeVoltageV: { unit: 'V', formula: 'E / Q of the discharge' },
  meanVoltageDifferenceV: { unit: 'V', formula: 'mean charge voltage - mean discharge voltage' },
  constantVoltageShare: {
    unit: '1',
    formula:
      'Q of the charge from where, with U within 5 mV of where it stands, I falls by 0.5 % and then by 10 % or more, over Q of the charge',
  },
  chargeEndVoltageV: { unit: 'V', formula: 'U of the last row with I above the rest current' },
  dischargeEndVoltageV: { unit: 'V', formula: 'U of the last row with -I above the rest current' },
  chargeTimeS: { unit: 's', formula: 'time with I > 0' },
  dischargeTimeS: { unit: 's', formula: 'time with I < 0' },
  durationS: { unit: 's', formula: 't of the last row - t of the last row of the cycle before' },
  leftOutS: {
    unit: 's',
    formula: 'time of intervals that no integral holds: gaps, jumps, rows without numbers',
  },
  switchCapacityAs: {
    unit: 'A.s',
    formula: 'sum of |change of I| dt over intervals from one step to the next',
  },
  meanTemperatureK: { unit: 'K', formula: 'integral of T dt / time' },
  minTemperatureK: { unit: 'K', formula: 'least T' },
  maxTemperatureK: { unit: 'K', formula: 'greatest T' },
  cumulatedChargeAs: { unit: 'A.s', formula: 'sum of Q of the charges up to the cycle' },
  cumulatedDischargeAs: { unit: 'A.s', formula: 'sum of Q of the discharges up to the cycle' },
};
