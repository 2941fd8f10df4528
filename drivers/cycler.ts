/** The role of a multi-channel battery cycling tester. */
import type { Instrument } from './instrument.js';
import type { Protocol } from './protocol.js';

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

/** Fetching a cycler job gives these columns. Current is positive on charge (Battery Data Format). */
export const CYCLER_COLUMNS = ['testTimeS', 'step', 'cycle', 'voltageV', 'currentA', 'temperatureK'] as const;

export interface Cycler extends Instrument<CyclerTask, CyclerResult> {
  readonly channels: number;
}
