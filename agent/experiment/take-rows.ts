/** What an instrument says of a job, with the rows it has recorded taken over into the record. */
import { abortReason } from '../../core/clock.js';
import type { JobReport } from '../../drivers/instrument.js';
import { rowsHeld } from '../record/series/series.js';
import type { Command, CommandTools, End } from './command.js';
import { CycleWatch } from './cycle-watch.js';

/**
 * Asks how a job stands, and takes over its rows. Those of a running job wait at the instrument, which keeps them, until
 * `dueMs` (link clock): a transaction for a handful of rows costs as much as one for hundreds.
 * The cycles that the rows close are kept with them; who asks again and again hands over the same `watch`.
 * Once `signal` is aborted nothing more is stored: rows that come after a command has settled belong to nobody.
 */
export async function takeRows(
  { instrument, jobId }: Command,
  { record, link }: CommandTools,
  signal: AbortSignal,
  dueMs = -Infinity,
  watch = new CycleWatch(record, jobId),
): Promise<JobReport<unknown>> {
  const report = await instrument.job(jobId);
  if (report.state === 'running' && link.monotonic() < dueMs) return report;
  let held = await rowsHeld(record.db, jobId);
  while (held < report.rows) {
    const table = await instrument.fetch(jobId, held);
    if (table.rows.length === 0) break;
    if (signal.aborted) throw abortReason(signal);
    await watch.keep(table);
    held += table.rows.length;
  }
  if (report.state !== 'running' && report.raw !== undefined) {
    if (signal.aborted) throw abortReason(signal);
    await record.keepReport(jobId, report.raw);
  }
  return report;
}

/** A job the instrument no longer knows after it had taken it: nobody can say what became of it. */
export function endOf({ state, result, fault }: JobReport<unknown>): End {
  return { state: state === 'running' ? 'unknown' : state, result: result as End['result'], fault };
}
