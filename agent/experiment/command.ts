/**
 * One command to one instrument, carried out exactly once: a durable intent first, then the instrument is asked
 * whether it knows the job, and only then is anything sent. Run again after a crash, it finds where it was.
 */
import { abortReason, type Clock } from '../../core/clock.js';
import type { Instrument, JobFault, JobReport } from '../../drivers/instrument.js';
import { InstrumentError, isLinkTrouble } from '../../drivers/instrument-error.js';
import { commandOf } from '../record/commands.js';
import type { CommandState } from '../record/bodies/work.js';
import { packSeries } from '../record/series/packing.js';
import type { LabRecord } from '../record/record.js';
import { sealOf } from '../record/series/seal.js';
import { CycleWatch, settleCycles } from './cycle-watch.js';
import { effectOf } from './effect.js';
import { makeSafe } from './make-safe.js';
import { endOf, takeRows } from './take-rows.js';

export interface Command {
  /** The idempotency key at the instrument. */
  readonly jobId: string;
  readonly experimentId: string;
  readonly step: string;
  readonly instrument: Instrument;
  readonly task: unknown;
}

/** How a job ended. */
export interface End {
  readonly state: CommandState;
  readonly result?: Readonly<Record<string, unknown>> | undefined;
  readonly fault?: JobFault | undefined;
}

export interface Settled extends End {
  readonly jobId: string;
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
  /** How long the rows of a running job may wait at the instrument. */
  readonly rowsMs: number;
  /** How long a lost link may stay lost before the command is given up as unknown. */
  readonly linkMs: number;
  /** How long making safe may take. */
  readonly safeMs: number;
}

/** Never rejects for what an instrument or a link does: that is how the command settled. Aborting makes it safe first. */
export async function carryOut(command: Command, tools: CommandTools, signal: AbortSignal): Promise<Settled> {
  const known = await commandOf(tools.record.db, command.jobId);
  if (known && known.state !== 'intended' && known.state !== 'acknowledged') {
    const { jobId, state, result, fault } = known;
    return { jobId, state, result, fault };
  }
  if (!known) await intend(command, tools.record);
  try {
    if (known?.state !== 'acknowledged') await begin(command, tools, signal);
    const report = await follow(command, tools, signal);
    return await settle(
      command,
      tools,
      endOf(isForgotten(report, command) ? await again(command, tools, signal) : report),
    );
  } catch (error) {
    return giveUp(command, tools, signal, error);
  }
}

function intend(command: Command, record: LabRecord): Promise<unknown> {
  const { experimentId, step, task, instrument } = command;
  return record.append({
    kind: 'command.intended',
    subject: command.jobId,
    body: { experimentId, step, instrument: instrument.id, task, effect: effectOf(task) },
  });
}

async function begin(command: Command, tools: CommandTools, signal: AbortSignal): Promise<void> {
  await patiently(() => ensureStarted(command), tools, signal);
  await tools.record.append({ kind: 'command.acknowledged', subject: command.jobId, body: {} });
}

async function ensureStarted({ instrument, jobId, task }: Command): Promise<void> {
  const { state } = await instrument.job(jobId);
  if (state === 'unknown') await instrument.start(jobId, task);
}

/** It was taken, the instrument has lost it since, and twice does no harm. What is irreversible ends as unknown instead. */
function isForgotten({ state }: JobReport<unknown>, { task }: Command): boolean {
  return state === 'unknown' && effectOf(task) !== 'irreversible';
}

/** Once more, and not a third time. */
async function again(
  command: Command,
  tools: CommandTools,
  signal: AbortSignal,
): Promise<JobReport<unknown>> {
  await begin(command, tools, signal);
  return follow(command, tools, signal);
}

/** Asks until the job has ended, taking over its rows as they come. */
async function follow(
  command: Command,
  tools: CommandTools,
  signal: AbortSignal,
): Promise<JobReport<unknown>> {
  const { link, patience, record } = tools;
  const watch = new CycleWatch(record, command.jobId);
  for (let dueMs = -Infinity; ;) {
    const report = await patiently(() => takeRows(command, tools, signal, dueMs, watch), tools, signal);
    if (report.state !== 'running') return report;
    if (link.monotonic() >= dueMs) dueMs = link.monotonic() + patience.rowsMs;
    tools.onProgress?.(command.jobId, report.progress ?? 0);
    await link.sleep(patience.pollMs, signal);
  }
}

/** Repeats what is safe to repeat while the link is down, as long as patience lasts: from when it was lost, not from the call. */
async function patiently<T>(ask: () => Promise<T>, tools: CommandTools, signal: AbortSignal): Promise<T> {
  const { link, patience } = tools;
  for (let lostMs: number | undefined; ;) {
    if (signal.aborted) throw abortReason(signal);
    const askedMs = link.monotonic();
    try {
      return await ask();
    } catch (error) {
      const nowMs = link.monotonic();
      // A dead link fails within seconds: what took so long was answered, or held back on purpose, until now.
      if (lostMs === undefined || nowMs - askedMs > patience.linkMs) lostMs = nowMs;
      if (!isLinkTrouble(error) || nowMs - lostMs > patience.linkMs) throw error;
      await link.sleep(patience.pollMs, signal);
    }
  }
}

async function giveUp(
  command: Command,
  tools: CommandTools,
  signal: AbortSignal,
  error: unknown,
): Promise<Settled> {
  if (signal.aborted) {
    return settle(command, tools, stopped(await makeSafe(command, tools), abortReason(signal)));
  }
  if (!(error instanceof InstrumentError)) throw error;
  const known = await commandOf(tools.record.db, command.jobId);
  const neverTaken = error.fault === 'refused' && known?.state === 'intended';
  if (!neverTaken) await makeSafe(command, tools);
  const fault = { code: error.fault, message: error.message };
  return settle(command, tools, { state: neverTaken ? 'not-executed' : 'unknown', fault });
}

/** A job that came to an end of its own before it could be stopped keeps that end. */
function stopped(made: End, reason: Error): End {
  const ownEnd = made.state === 'completed' || made.state === 'failed' || made.state === 'interrupted';
  return ownEnd ? made : { state: made.state, fault: { code: 'stopped', message: reason.message } };
}

async function settle({ jobId }: Command, { record }: CommandTools, end: End): Promise<Settled> {
  await packSeries(record.db, jobId);
  const alarms = await settleCycles(record, jobId, end.state === 'completed');
  const body = { ...end, ...(await sealOf(record.db, jobId)) };
  await record.append(...alarms, { kind: 'command.settled', subject: jobId, body });
  return { jobId, ...end };
}
