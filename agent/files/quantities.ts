/** What a column of a tester's file may hold, and what testers call it. */
import type { Dimension } from './units.js';

interface Quantity {
  readonly dimension: Dimension;
  /** Without the unit, in lower case, words joined by `_`; where a file has several, the first of these is taken. */
  readonly names: readonly string[];
}

/**
 * Names of the Battery Data Format 1.3.0 (preferred labels, machine names, deprecated ones), then those of Landt, Arbin,
 * Neware, BioLogic and impedance analysers. `step_index` is read as the number of the step in the program: that is what
 * files that carry it hold, although the format replaced it by `step_record_index`.
 */
export const QUANTITIES = {
  testTimeS: { dimension: 'time', names: ['test_time', 'total_time', 'elapsed_time', 'time'] },
  unixTimeS: { dimension: 'time', names: ['unix_time'] },
  step: { dimension: 'count', names: ['step_count', 'step_id', 'step_index', 'step_number', 'step', 'ns'] },
  cycle: {
    dimension: 'count',
    names: ['cycle_count', 'cycle_index', 'cycle_number', 'cycle_id', 'cycle'],
  },
  voltageV: { dimension: 'voltage', names: ['voltage', 'ewe', 'ecell', 'potential'] },
  currentA: { dimension: 'current', names: ['current', 'i'] },
  temperatureK: {
    dimension: 'temperature',
    names: ['surface_temperature', 'temperature_t1', 'temperature_1', 'temperature', 'ambient_temperature'],
  },
  chargeCapacityAs: { dimension: 'charge', names: ['charging_capacity', 'charge_capacity'] },
  dischargeCapacityAs: { dimension: 'charge', names: ['discharging_capacity', 'discharge_capacity'] },
  frequencyHz: { dimension: 'frequency', names: ['frequency', 'freq'] },
  realOhm: { dimension: 'resistance', names: ['real_impedance', 'z_real', 're_z'] },
  imaginaryOhm: { dimension: 'resistance', names: ['imaginary_impedance', 'z_imag', 'im_z'] },
  modulusOhm: { dimension: 'resistance', names: ['absolute_impedance', 'impedance_modulus', 'z_mod'] },
  phaseRad: { dimension: 'angle', names: ['phase', 'impedance_phase', 'z_phase'] },
} as const satisfies Readonly<Record<string, Quantity>>;

export type QuantityName = keyof typeof QUANTITIES;

/** A quantity in words, with how a file in Battery Data Format would call it. */
export function inWords(name: QuantityName): string {
  return QUANTITIES[name].names[0].replaceAll('_', ' ');
}
