/** Stopping one job under a deadline: what an instrument does not confirm in time is told to a person. */
import { InstrumentError, isLinkTrouble } from '../../drivers/instrument-error.js';
import type { LabRecord } from '../record/record.js';
import type { Command, CommandTools, End } from './command.js';
import { endOf, takeRows } from './take-rows.js';

const UNKNOWN: End = { state: 'unknown' };
const RETRY_MS = 500;

/** Brings the instrument to the safe state, and says how the job stands then. */
export async function makeSafe(command: Command, tools: CommandTools): Promise<End> {
  const stopped = new AbortController();
  const tooLate = new AbortController();
  const deadline = tools.link.sleep(tools.patience.safeMs, stopped.signal).then(
    () => UNKNOWN,
    () => UNKNOWN,
  );
  const end = await Promise.race([stop(command, tools, tooLate.signal), deadline]);
  stopped.abort();
  tooLate.abort();
  if (end.state === 'unknown') await alarm(command, tools.record);
  return end;
}

/** A link that is lost is asked again: it may come back before the deadline. */
async function stop(command: Command, tools: CommandTools, tooLate: AbortSignal): Promise<End> {
  while (!tooLate.aborted) {
    try {
      await command.instrument.makeSafe(command.jobId);
      const report = await takeRows(command, tools, tooLate);
      return report.state === 'unknown' ? { state: 'not-executed' } : endOf(report);
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      if (!isLinkTrouble(error)) return UNKNOWN;
      await tools.link.sleep(RETRY_MS, tooLate).catch(() => undefined);
    }
  }
  return UNKNOWN;
}

function alarm({ instrument, jobId }: Command, record: LabRecord): Promise<unknown> {
  const text = `${instrument.id} did not confirm that ${jobId} is stopped: look at the instrument before touching it`;
  return record.append({ kind: 'notice', subject: instrument.id, body: { level: 'alarm', text } });
}
