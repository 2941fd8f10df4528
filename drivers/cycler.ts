/** The role of a multi-channel battery cycling tester. */
import type { Instrument } from './instrument.js';
import { sweepsImpedance, type Protocol } from './protocol.js';

export interface CyclerTask {
  readonly kind: 'protocol';
  /** Counted from 1. */
  readonly channel: number;
  /** What the agent believes sits in the channel; the tester only keeps it with the data. */
  readonly cellId: string;
  readonly protocol: Protocol;
}

export interface CyclerResult {
  readonly kind: 'protocol';
  readonly testTimeS: number;
}

/**
 * Fetching a cycler job gives these columns. Current is positive on charge (Battery Data Format); the temperature is that
 * of the chamber's sensor.
 */
export const CYCLER_COLUMNS = ['testTimeS', 'step', 'cycle', 'voltageV', 'currentA', 'temperatureK'] as const;

/**
 * More columns of a job whose protocol sweeps impedance: one row for each frequency, not-a-number in every other row.
 * Reactance is negative where the cell is capacitive, as in the Battery Data Format.
 */
export const IMPEDANCE_COLUMNS = ['frequencyHz', 'realOhm', 'imaginaryOhm'] as const;

export function columnsOf({ steps }: Protocol): readonly string[] {
  return sweepsImpedance(steps) ? [...CYCLER_COLUMNS, ...IMPEDANCE_COLUMNS] : CYCLER_COLUMNS;
}

export interface Cycler extends Instrument<CyclerTask, CyclerResult> {
  readonly channels: number;
}
