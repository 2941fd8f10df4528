/** What a column of a tester's file may hold, and what testers call it. */
import type { Dimension } from './units.js';

interface Quantity {
  readonly dimension: Dimension;
  /** Without the unit, in lower case, words joined by `_`; where a file has several, the first of these is taken. */
  readonly names: readonly string[];
}

const names = (text: string): readonly string[] => text.split(' ');

/** What says when a row was taken; read where a file has no test time. */
const DATES = names('date_time datetime date_and_time absolute_time timestamp realtime date');

const TEST_TIMES = 'test_time testtime total_time totaltime run_time program_duration program_time prog_time';
const CELL_TEMPERATURES = 'surface_temperature temperature_t1 temperature_1 temperature temperature_cell';

/**
 * Names of the Battery Data Format 1.3.0 (preferred labels, machine names, deprecated ones), then those in the exports of
 * Arbin, BaSyTec, BioLogic, Digatron, Gamry, Landt, Maccor, Neware and Novonix, and of impedance analysers. `step_index` is
 * read as the number of the step in the program: that is what files that carry it hold, although the format replaced it by
 * `step_record_index`.
 */
export const QUANTITIES = {
  testTimeS: { dimension: 'time', names: names(`${TEST_TIMES} elapsed_time test time t`) },
  unixTimeS: { dimension: 'time', names: ['unix_time', ...DATES] },
  step: { dimension: 'count', names: names('step_count step_id step_index step_number step steps ns line') },
  cycle: {
    dimension: 'count',
    names: names('cycle_count cycle_index cycle_number cycle_id cycle cycle_c cycle_p cyc cyc_count'),
  },
  direction: { dimension: 'direction', names: names('state md status step_type step_name command') },
  voltageV: {
    dimension: 'voltage',
    names: names('voltage ewe ecell potential cell_voltage volts vf u v e'),
  },
  currentA: { dimension: 'current', names: names('current cell_current cur amps i im') },
  temperatureK: {
    dimension: 'temperature',
    names: names(`${CELL_TEMPERATURES} aux_temperature_1 temp_1 temp t1 ambient_temperature`),
  },
  chargeCapacityAs: { dimension: 'charge', names: names('charging_capacity charge_capacity') },
  dischargeCapacityAs: { dimension: 'charge', names: names('discharging_capacity discharge_capacity') },
  frequencyHz: { dimension: 'frequency', names: names('frequency freq f') },
  realOhm: { dimension: 'resistance', names: names('real_impedance z_real re_z zreal zre z_re') },
  imaginaryOhm: { dimension: 'resistance', names: names('imaginary_impedance z_imag im_z zimag zim z_im') },
  modulusOhm: { dimension: 'resistance', names: names('absolute_impedance impedance_modulus z_mod zmod z') },
  phaseRad: { dimension: 'angle', names: names('phase impedance_phase z_phase phase_z zphz zphase') },
} as const satisfies Readonly<Record<string, Quantity>>;

export type QuantityName = keyof typeof QUANTITIES;

/** A quantity in words, with how a file in Battery Data Format would call it. */
export function inWords(name: QuantityName): string {
  return QUANTITIES[name].names[0].replaceAll('_', ' ');
}

export function isDate(words: string): boolean {
  return DATES.includes(words);
}
