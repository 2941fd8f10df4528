/** Follows the rows of a running job: which cycles they close, and at the end whether these are right. */
import type { Table } from '../../drivers/instrument.js';
import type { Cycle } from '../analysis/cycling/cycle.js';
import { differences } from '../record/cycles/cycle-check.js';
import { cyclesOf } from '../record/cycles/cycle-store.js';
import { JobCycles, recordingOfJob } from '../record/cycles/job-cycles.js';
import type { NewEvent } from '../record/lab-event.js';
import { RecordError } from '../record/record-error.js';
import type { LabRecord } from '../record/record.js';

export class CycleWatch {
  private job: JobCycles | 'none' | undefined;

  constructor(
    private readonly record: LabRecord,
    private readonly jobId: string,
  ) {}

  /**
   * Keeps rows, and with them, in one transaction, the cycles that they close. The first call reads what the record holds
   * of the job, once.
   */
  async keep(table: Table): Promise<void> {
    const { record, jobId } = this;
    const closed = this.job === undefined ? await this.catchUp() : [];
    if (this.job instanceof JobCycles) closed.push(...this.job.takeTable(table));
    try {
      await record.appendRows(jobId, table, closed);
    } catch (error) {
      // These rows will come again, and were counted already.
      this.job = undefined;
      throw error;
    }
  }

  private async catchUp(): Promise<Cycle[]> {
    const { record, jobId } = this;
    const recording = await recordingOfJob(record.db, jobId);
    const read = recording && (await readable(() => JobCycles.read(record.db, jobId, recording)));
    this.job = read?.job ?? 'none';
    return read?.closed ?? [];
  }
}

/**
 * All cycles of a job made anew from its rows and kept.
 * @param completed the job ran to its end
 * @returns an alarm for each that was kept otherwise while the job ran
 */
export async function settleCycles(
  record: LabRecord,
  jobId: string,
  completed: boolean,
): Promise<NewEvent[]> {
  const recording = await recordingOfJob(record.db, jobId);
  const read = recording && (await readable(() => JobCycles.read(record.db, jobId, recording)));
  if (!read) return [];
  const last = read.job.end(completed);
  const made = last ? [...read.closed, last] : read.closed;
  const wrong = differences(jobId, await cyclesOf(record.db, jobId), made);
  if (made.length > 0) await record.replaceCycles(jobId, made);
  return wrong.map((text) => ({ kind: 'notice', subject: jobId, body: { level: 'alarm', text } }));
}

/** Of damaged rows there are no cycles; whoever reads the rows is told of it. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RecordError && error.fault === 'damaged') return undefined;
    throw error;
  }
}
