/** What an instrument says of a job, with the rows it has recorded since the last look taken over into the record. */
import { abortReason } from '../../core/clock.js';
import type { JobReport } from '../../drivers/instrument.js';
import { rowsHeld } from '../record/series.js';
import type { Command, CommandTools, End } from './command.js';

/** Once `signal` is aborted nothing more is stored: rows that come after a command has settled belong to nobody. */
export async function takeRows(
  { instrument, jobId }: Command,
  { record }: CommandTools,
  signal: AbortSignal,
): Promise<JobReport<unknown>> {
  const report = await instrument.job(jobId);
  let held = await rowsHeld(record.db, jobId);
  while (held < report.rows) {
    const table = await instrument.fetch(jobId, held);
    if (table.rows.length === 0) break;
    if (signal.aborted) throw abortReason(signal);
    await record.appendRows(jobId, table);
    held += table.rows.length;
  }
  return report;
}

/** A job the instrument no longer knows after it had taken it: nobody can say what became of it. */
export function endOf({ state, result, fault }: JobReport<unknown>): End {
  return { state: state === 'running' ? 'unknown' : state, result: result as End['result'], fault };
}
