/** Starting jobs, asking about them, stopping them. */
import { encodeJobData, PAGE_ROWS } from '../../../drivers/scpi-cycler/codec/job-data.js';
import { unquoteJobId } from '../../../drivers/scpi-cycler/codec/job-id.js';
import { encodeChannelStatus, encodeJobStatus } from '../../../drivers/scpi-cycler/codec/job-status.js';
import { parseCount, takeParameters } from '../../../drivers/scpi-cycler/codec/scpi-text.js';
import { Refusal } from '../error-queue.js';
import { existing, type Call, type Question, type Session, type Setting } from './command.js';
import { program } from './program-commands.js';

export const jobQuestions: readonly (readonly [string, Question])[] = [
  [
    'JOB:STAT?',
    ({ tester }, { text }) => encodeJobStatus(unquoteJobId(text), tester.status(unquoteJobId(text))),
  ],
  ['JOB:DATA?', data],
  [
    'CHAN#:STAT?',
    (session, { channel }) => encodeChannelStatus(channel, session.tester.jobIn(existing(session, channel))),
  ],
];

export const jobSettings: readonly (readonly [string, Setting])[] = [
  ['CHAN#:STAR', start],
  ['JOB:ABOR', ({ tester }, { text }) => tester.abort(unquoteJobId(text))],
  ['ABOR:ALL', ({ tester }) => tester.abortAll()],
];

/** @throws {Refusal} -221 when the program was written for another channel than the header says */
async function start(session: Session, { text, channel }: Call): Promise<void> {
  const jobId = unquoteJobId(text);
  const { tester, programs } = session;
  if (tester.knows(jobId)) return;
  const found = program(programs, jobId);
  if (found.channel !== existing(session, channel))
    throw new Refusal(-221, 'Settings conflict', `${jobId} is for channel ${found.channel}`);
  await tester.start(jobId, found);
  programs.delete(jobId);
}

function data({ tester }: Session, { text }: Call): string {
  const [job, from, count] = takeParameters(text, 3) as [string, string, string];
  const jobId = unquoteJobId(job);
  const first = parseCount(from);
  return encodeJobData(jobId, first, tester.page(jobId, first, Math.min(parseCount(count, 1), PAGE_ROWS)));
}
