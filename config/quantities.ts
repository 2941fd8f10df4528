/** What a campaign may aim for: the figures of merit that the analysis reports, each with its one unit. */
import type { Unit } from './units.js';

interface Quantity {
  readonly unit: Unit;
  readonly description: string;
}

export const QUANTITIES = {
  capacity_retention: {
    unit: '%',
    description: 'discharge capacity of the last complete cycle over that of the third ageing cycle',
  },
  first_cycle_efficiency: {
    unit: '%',
    description: 'discharge over charge capacity of the first formation cycle',
  },
  coulombic_efficiency: {
    unit: '%',
    description: 'discharge over charge capacity, mean of the last ten cycles',
  },
  inefficiency_per_hour: {
    unit: '/h',
    description:
      'one minus coulombic efficiency, over the duration of the cycle, mean of the last ten cycles',
  },
  discharge_capacity: { unit: 'mA.h', description: 'discharge capacity of the last complete cycle' },
  dc_resistance: { unit: 'Ohm', description: 'voltage step over current step of a 10 s pulse' },
  ohmic_resistance: { unit: 'Ohm', description: 'series resistance of the circuit fitted to the impedance' },
  film_resistance: { unit: 'Ohm', description: 'resistance of the fastest arc of the impedance, the film' },
  charge_transfer_resistance: {
    unit: 'Ohm',
    description: 'resistance of all slower arcs of the impedance, both electrodes together',
  },
  polarisation_resistance: { unit: 'Ohm', description: 'resistance of all arcs of the impedance' },
  film_thickness: { unit: 'nm', description: 'thickness of the interphase film' },
  formation_time: { unit: 'h', description: 'from first current to the end of the formation cycles' },
} as const satisfies Record<string, Quantity>;

export type QuantityName = keyof typeof QUANTITIES;

export const QUANTITY_NAMES = Object.keys(QUANTITIES) as QuantityName[];
