/** What the tester needs of the physics: one protocol being carried out on one cell, in test time. */
import type { Protocol } from '../../drivers/protocol.js';
import type { JobFault } from '../../drivers/instrument.js';
import type { TrueFault } from '../lab/room.js';
import type { CellState, RoomCell } from '../world/cell/cell-spec.js';

type Row = readonly number[];

export interface ProtocolRun {
  /** Goes on to this test time, s, or to the end of the protocol. Never backwards. */
  advanceTo(testTimeS: number): void;
  /** True values up to then, in the columns of the protocol (`columnsOf`): every row once. */
  takeRows(): readonly Row[];
  readonly state: 'running' | 'completed' | 'failed' | 'aborted';
  /** Why it failed, e.g. a limit of the protocol was reached. */
  readonly fault?: JobFault | undefined;
  readonly cell: { snapshot(): CellState };
  /** What truly went wrong with the cell or around it since the last call. */
  takeFaults?(): readonly TrueFault[];
  /** Test time up to which the cell was really advanced, s. */
  readonly testTimeS: number;
  /** A guess at how long the whole protocol takes, s. */
  readonly expectedTimeS: number;
}

/** Connects a cell to a protocol, in the channel where it is; `startedMs` is lab time. */
export type MakeRun = (cell: RoomCell, protocol: Protocol, startedMs: number) => ProtocolRun;

/** Where and when a job is measured; `startedMs` is lab time. */
export interface MeasuredJob {
  readonly jobId: string;
  readonly channel: number;
  readonly startedMs: number;
}

/** The measurement errors of a channel during one job: the true row in, the measured one out, or none when it is lost. */
export type Measure = (job: MeasuredJob) => (row: Row) => Row | undefined;
