/** What the jobs of one kind of instrument are; the rest is the same for all of them. */
import type { Identity, Reading, Table } from '../../drivers/instrument.js';
import type { Vocabulary } from '../../drivers/mqtt-instrument/codec.js';

export interface Plan {
  /** As the room's journal calls the job. */
  readonly program: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Lab seconds. */
  readonly durationS: number;
}

export interface Done<Result> {
  readonly result: Result;
  readonly table?: Table;
}

export interface Work<Task, Result> extends Vocabulary<Task, Result> {
  readonly identity: Identity;
  readings(): readonly Omit<Reading, 'atMs'>[];
  plan(task: Task): Plan;
  /**
   * @param wait for the planned duration; rejects when the job is stopped
   * @throws {JobFailed} when the job cannot be finished
   */
  perform(jobId: string, task: Task, wait: () => Promise<void>): Promise<Done<Result>>;
}
