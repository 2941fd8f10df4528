/** Job ids: what the line, the tester's memory and a file name can all carry. */
import { CodecError, quote, unquote } from './scpi-text.js';

const JOB_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** @throws {CodecError} unless `jobId` is 1 to 64 letters, digits, dots, underscores or hyphens */
export function quoteJobId(jobId: string): string {
  return quote(checked(jobId));
}

/** @throws {CodecError} unless `text` is a quoted job id */
export function unquoteJobId(text: string): string {
  return checked(unquote(text));
}

function checked(jobId: string): string {
  if (!JOB_ID.test(jobId)) throw new CodecError('a job id [A-Za-z0-9._-]{1,64}', jobId);
  return jobId;
}
