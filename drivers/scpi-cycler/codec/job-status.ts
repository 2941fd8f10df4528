/** What the tester says about one job, and about one channel. */
import type { JobFault, JobState } from '../../instrument.js';
import { quoteJobId, unquoteJobId } from './job-id.js';
import { seal, unseal } from './seal.js';
import {
  CodecError,
  formatNumber,
  parseCount,
  parseNumber,
  quoteLoosely,
  takeParameters,
  unquote,
} from './scpi-text.js';

export interface JobStatus {
  readonly state: JobState;
  /** Share done, 0 to 1. */
  readonly progress: number;
  /** Rows that can be fetched. */
  readonly rows: number;
  /** Number of the step running, counted from 1 in the order of the program; 0 before the first row. */
  readonly step: number;
  readonly cycle: number;
  readonly testTimeS: number;
  readonly fault?: JobFault;
}

const STATES = new Map<string, JobState>(
  (['unknown', 'running', 'completed', 'failed', 'aborted', 'interrupted'] as const).map((state) => [
    state.toUpperCase(),
    state,
  ]),
);

/** `"<job>",STATE,progress,rows,step,cycle,testTimeS,"<code>","<message>"`, sealed. Both empty: no fault. */
export function encodeJobStatus(jobId: string, status: JobStatus): string {
  const { progress, rows, step, cycle, testTimeS, fault } = status;
  return seal(
    [
      quoteJobId(jobId),
      status.state.toUpperCase(),
      ...[progress, rows, step, cycle, testTimeS].map(formatNumber),
      quoteLoosely(fault?.code ?? ''),
      quoteLoosely(fault?.message ?? ''),
    ].join(','),
  );
}

/** @throws {CodecError} unless `line` is the whole status of this very job */
export function decodeJobStatus(jobId: string, line: string): JobStatus {
  const body = unseal(line);
  const [job, word, progress, rows, step, cycle, testTimeS, code, message] = takeParameters(body, 9) as Nine;
  const state = STATES.get(word);
  if (unquoteJobId(job) !== jobId || !state) throw new CodecError(`the status of job ${jobId}`, line);
  const fault = { code: unquote(code), message: unquote(message) };
  return {
    state,
    progress: parseNumber(progress),
    rows: parseCount(rows),
    step: parseCount(step),
    cycle: parseCount(cycle),
    testTimeS: parseNumber(testTimeS),
    ...(fault.code === '' ? {} : { fault }),
  };
}

type Nine = [string, string, string, string, string, string, string, string, string];

/** `n,"<job>"`, sealed; an empty job: nothing runs in the channel. */
export function encodeChannelStatus(channel: number, jobId: string | undefined): string {
  return seal(`${channel},${jobId === undefined ? '""' : quoteJobId(jobId)}`);
}

/** The job that runs in the channel. @throws {CodecError} unless `line` is the status of this channel */
export function decodeChannelStatus(channel: number, line: string): string | undefined {
  const [number, job] = takeParameters(unseal(line), 2) as [string, string];
  if (parseCount(number) !== channel) throw new CodecError(`the status of channel ${channel}`, line);
  return job === '""' ? undefined : unquoteJobId(job);
}
