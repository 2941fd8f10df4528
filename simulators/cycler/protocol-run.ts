/** What the tester needs of the physics: one protocol being carried out on one cell, in test time. */
import type { Protocol } from '../../drivers/protocol.js';
import type { JobFault } from '../../drivers/instrument.js';
import type { CellState, RoomCell } from '../world/cell/cell-spec.js';

export interface ProtocolRun {
  /** Goes on to this test time, s, or to the end of the protocol. Never backwards. */
  advanceTo(testTimeS: number): void;
  /** True values so far, in the columns of `CYCLER_COLUMNS`; grows at the end only. */
  readonly rows: readonly (readonly number[])[];
  readonly state: 'running' | 'completed' | 'failed';
  /** Why it failed, e.g. a limit of the protocol was left. */
  readonly fault?: JobFault | undefined;
  readonly cell: { snapshot(): CellState };
  /** A guess at how long the whole protocol takes, s. */
  readonly expectedTimeS: number;
}

/** Connects a cell to a protocol. `seed` fixes everything random in this run. */
export type MakeRun = (cell: RoomCell, protocol: Protocol, seed: string) => ProtocolRun;

/** The measurement error of a channel: the true row in, the measured row out. */
export type Measure = (channel: number, row: readonly number[]) => readonly number[];
