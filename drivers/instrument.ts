/** What an instrument is: something that carries out named jobs, can be asked about them, and can be made safe. */
import type { InstrumentError } from './instrument-error.js';

/** Who answers at the other end of the link. */
export interface Identity {
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly firmware: string;
}

/** One value the instrument reports about itself or its surroundings. */
export interface Reading {
  readonly name: string;
  readonly value: number;
  /** UCUM, e.g. `Cel`, `[ppm]`, `V`. */
  readonly unit: string;
  /** Link time of arrival, ms since the epoch, UTC. */
  readonly atMs: number;
}

/**
 * `unknown`: the instrument has never heard of this job, so it was never carried out. `interrupted`: the instrument
 * lost power or its controller while the job ran.
 */
export type JobState = 'unknown' | 'running' | 'completed' | 'failed' | 'aborted' | 'interrupted';

/** Why a job did not complete, in the instrument's own words. */
export interface JobFault {
  readonly code: string;
  readonly message: string;
}

/** What an instrument says about one job. `Result` is there when `state` is `completed`. */
export interface JobReport<Result> {
  readonly state: JobState;
  /** Share done, 0 to 1, while running. */
  readonly progress?: number;
  /** Rows of data that can be fetched now. */
  readonly rows: number;
  readonly result?: Result;
  readonly fault?: JobFault;
  readonly raw?: Raw;
}

/**
 * What the instrument sent, as the text that came over the link: for whoever doubts how it was read. Where the protocol
 * is binary (OPC UA), the values as they were received, as JSON.
 */
export type Raw = string;

/** Rows `from` to `from + rows.length - 1` of a job's data. Column names carry their unit (`voltageV`). */
export interface Table {
  readonly columns: readonly string[];
  readonly from: number;
  readonly rows: readonly (readonly number[])[];
  /** May hold rows before `from`, too. */
  readonly raw?: Raw;
}

/** `up`: answers. `down`: being reconnected. `stale`: connected, but silent for too long. */
export type LinkState = 'up' | 'down' | 'stale';

/**
 * One instrument. Jobs carry our id, which is the idempotency key: starting an id the instrument already knows
 * changes nothing. No call waits in a queue through an outage: it fails at once with fault `not-sent`.
 * @throws {InstrumentError} every method, with what to do in `fault`
 */
export interface Instrument<Task = unknown, Result = unknown> {
  readonly id: string;
  readonly link: LinkState;
  /** Opens the link and checks that every node, topic or command needed is there. */
  connect(signal?: AbortSignal): Promise<void>;
  identify(): Promise<Identity>;
  observe(): Promise<readonly Reading[]>;
  /** After this resolves the instrument has accepted the job (or had it already). */
  start(jobId: string, task: Task): Promise<void>;
  job(jobId: string): Promise<JobReport<Result>>;
  fetch(jobId: string, from: number): Promise<Table>;
  /** Wanted condition: this job (or, without one, every job) does not run, outputs are open. Safe to repeat. */
  makeSafe(jobId?: string): Promise<void>;
  disconnect(): Promise<void>;
}

export type { InstrumentError };
