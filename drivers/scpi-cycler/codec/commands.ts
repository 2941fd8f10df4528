/** The lines a host writes. Those ending in `?` are answered by one line, the others by nothing. */
import { quoteJobId } from './job-id.js';
import { quote } from './scpi-text.js';

/** The longest line a tester takes, bytes without LF; a longer one is error -363. */
export const MAX_COMMAND_LENGTH = 1024;

export const commands = {
  identify: '*IDN?',
  nextError: 'SYST:ERR?',
  channelCount: 'SYST:CHAN?',
  chamber: 'MEAS:TEMP:CHAM?',
  abortAll: 'ABOR:ALL',
  endProgram: 'PROG:END',
  /** Answered by the token alone: every earlier reply lies before it on the line. */
  synchronise: (token: string): string => `SYST:SYNC? ${quote(token)}`,
  newProgram: (jobId: string): string => `PROG:NEW ${quoteJobId(jobId)}`,
  programChecksum: (jobId: string): string => `PROG:CRC? ${quoteJobId(jobId)}`,
  start: (channel: number, jobId: string): string => `CHAN${channel}:STAR ${quoteJobId(jobId)}`,
  channelStatus: (channel: number): string => `CHAN${channel}:STAT?`,
  measure: (channel: number): string => `MEAS:CHAN${channel}?`,
  jobStatus: (jobId: string): string => `JOB:STAT? ${quoteJobId(jobId)}`,
  jobData: (jobId: string, from: number, count: number): string =>
    `JOB:DATA? ${quoteJobId(jobId)},${from},${count}`,
  abort: (jobId: string): string => `JOB:ABOR ${quoteJobId(jobId)}`,
} as const;
