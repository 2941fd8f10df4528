/**
 * One command to one instrument, carried out exactly once: a durable intent first, then the instrument is asked
 * whether it knows the job, and only then is anything sent. Run again after a crash, it finds where it was.
 */
import { abortReason, type Clock } from '../../core/clock.js';
import type { Instrument, JobFault, JobReport } from '../../drivers/instrument.js';
import { InstrumentError, isLinkTrouble } from '../../drivers/instrument-error.js';
import { commandOf } from '../record/experiments.js';
import type { CommandState } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { rowsHeld, seriesHash } from '../record/series.js';

export interface Command {
  /** The idempotency key at the instrument. */
  readonly jobId: string;
  readonly experimentId: string;
  readonly step: string;
  readonly instrument: Instrument;
  readonly task: unknown;
}

export interface Settled {
  readonly jobId: string;
  readonly state: CommandState;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly fault?: JobFault;
}

export interface CommandTools {
  readonly record: LabRecord;
  readonly link: Clock;
  readonly patience: Patience;
  /** Share of the running job that is done, 0 to 1. */
  readonly onProgress?: (jobId: string, share: number) => void;
}

/** Link time, ms. */
export interface Patience {
  readonly pollMs: number;
  /** How long a lost link may stay lost before the command is given up as unknown. */
  readonly linkMs: number;
  /** How long making safe may take. */
  readonly safeMs: number;
}

/** Never rejects for what an instrument or a link does: that is how the command settled. Aborting makes it safe first. */
export async function carryOut(command: Command, tools: CommandTools, signal: AbortSignal): Promise<Settled> {
  const known = await commandOf(tools.record.db, command.jobId);
  if (known && known.state !== 'intended' && known.state !== 'acknowledged') {
    return settled(command.jobId, known.state, known.result, known.fault);
  }
  if (!known) await intend(command, tools.record);
  try {
    await patiently(() => ensureStarted(command), tools, signal);
    await tools.record.append({ kind: 'command.acknowledged', subject: command.jobId, body: {} });
    const report = await follow(command, tools, signal);
    return await settle(command, tools, endOf(report), report);
  } catch (error) {
    return giveUp(command, tools, signal, error);
  }
}

function intend(command: Command, record: LabRecord): Promise<unknown> {
  const { experimentId, step, task, instrument } = command;
  return record.append({
    kind: 'command.intended',
    subject: command.jobId,
    body: { experimentId, step, instrument: instrument.id, task },
  });
}

async function ensureStarted({ instrument, jobId, task }: Command): Promise<void> {
  const { state } = await instrument.job(jobId);
  if (state === 'unknown') await instrument.start(jobId, task);
}

/** Asks until the job has ended, taking over its rows as they come. */
async function follow(
  command: Command,
  tools: CommandTools,
  signal: AbortSignal,
): Promise<JobReport<unknown>> {
  for (;;) {
    const report = await patiently(() => takeRows(command, tools), tools, signal);
    if (report.state !== 'running') return report;
    tools.onProgress?.(command.jobId, report.progress ?? 0);
    await tools.link.sleep(tools.patience.pollMs, signal);
  }
}

async function takeRows(
  { instrument, jobId }: Command,
  { record }: CommandTools,
): Promise<JobReport<unknown>> {
  const report = await instrument.job(jobId);
  let held = await rowsHeld(record.db, jobId);
  while (held < report.rows) {
    const table = await instrument.fetch(jobId, held);
    if (table.rows.length === 0) break;
    await record.appendRows(jobId, table);
    held += table.rows.length;
  }
  return report;
}

/** Repeats what is safe to repeat while the link is down, as long as patience lasts. */
async function patiently<T>(ask: () => Promise<T>, tools: CommandTools, signal: AbortSignal): Promise<T> {
  const { link, patience } = tools;
  const deadline = link.monotonic() + patience.linkMs;
  for (;;) {
    if (signal.aborted) throw abortReason(signal);
    try {
      return await ask();
    } catch (error) {
      if (!isLinkTrouble(error) || link.monotonic() > deadline) throw error;
      await link.sleep(patience.pollMs, signal);
    }
  }
}

/** A job the instrument no longer knows after it had taken it: nobody can say what became of it. */
function endOf(report: JobReport<unknown>): CommandState {
  return report.state === 'running' ? 'unknown' : report.state;
}

async function giveUp(
  command: Command,
  tools: CommandTools,
  signal: AbortSignal,
  error: unknown,
): Promise<Settled> {
  if (signal.aborted) {
    const state = await makeSafe(command, tools);
    return settle(command, tools, state, {
      fault: { code: 'stopped', message: abortReason(signal).message },
    });
  }
  if (!(error instanceof InstrumentError)) throw error;
  const state = error.fault === 'refused' ? 'not-executed' : 'unknown';
  if (state === 'unknown') await makeSafe(command, tools);
  return settle(command, tools, state, { fault: { code: error.fault, message: error.message } });
}

/** Brings the instrument to the safe state under a deadline, and says how the job stands then. */
export async function makeSafe(command: Command, tools: CommandTools): Promise<CommandState> {
  const { instrument, jobId } = command;
  const stopped = instrument
    .makeSafe(jobId)
    .then(() => takeRows(command, tools))
    .then(({ state }): CommandState =>
      state === 'unknown' ? 'not-executed' : state === 'running' ? 'unknown' : state,
    )
    .catch((error: unknown): CommandState => {
      if (error instanceof InstrumentError) return 'unknown';
      throw error;
    });
  const late = new AbortController();
  const deadline = tools.link.sleep(tools.patience.safeMs, late.signal).then(
    (): CommandState => 'unknown',
    (): CommandState => 'unknown',
  );
  const state = await Promise.race([stopped, deadline]);
  late.abort();
  if (state === 'unknown') await alarm(command, tools.record);
  return state;
}

function alarm({ instrument, jobId }: Command, record: LabRecord): Promise<unknown> {
  const text = `${instrument.id} did not confirm that ${jobId} is stopped: look at the instrument before touching it`;
  return record.append({ kind: 'notice', subject: instrument.id, body: { level: 'alarm', text } });
}

async function settle(
  { jobId }: Command,
  { record }: CommandTools,
  state: CommandState,
  end: Pick<JobReport<unknown>, 'result' | 'fault'>,
): Promise<Settled> {
  const result = end.result as Settled['result'];
  const body = {
    state,
    rows: await rowsHeld(record.db, jobId),
    rowsSha256: await seriesHash(record.db, jobId),
    ...(result === undefined ? {} : { result }),
    ...(end.fault === undefined ? {} : { fault: end.fault }),
  };
  await record.append({ kind: 'command.settled', subject: jobId, body });
  return settled(jobId, state, result, end.fault);
}

function settled(jobId: string, state: CommandState, result: Settled['result'], fault?: JobFault): Settled {
  return {
    jobId,
    state,
    ...(result === undefined ? {} : { result }),
    ...(fault === undefined ? {} : { fault }),
  };
}
