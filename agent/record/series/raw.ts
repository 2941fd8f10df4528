/** What an instrument sent, kept as it came beside what was read from it. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Knex } from 'knex';
import type { Raw } from '../../../drivers/instrument.js';
import { sha256 } from '../hash-chain.js';
import { RecordError } from '../record-error.js';
import { restoreHint } from '../backup/restore-hint.js';

/** One or more messages: deflated JSON array of texts. The hash lies over the JSON, so that it can be checked without us. */
export interface RawColumns {
  /** Hex; stays when the messages are given up. */
  readonly raw_sha256: string | null;
  readonly raw: Buffer | null;
}

export function rawColumns(messages: readonly Raw[]): RawColumns {
  if (messages.length === 0) return { raw_sha256: null, raw: null };
  const text = JSON.stringify(messages);
  return { raw_sha256: sha256(text), raw: deflateSync(text) };
}

/**
 * The messages; none where none were kept, or where they were given up.
 * @param what they are of and the path of the record's file, for the message
 * @throws {RecordError} `damaged`
 */
export function messagesOf(kept: RawColumns, what: string, path: string): Raw[] {
  if (kept.raw === null) return [];
  const text = inflated(kept.raw, what, path);
  const found = sha256(text);
  if (found === kept.raw_sha256) return JSON.parse(text) as Raw[];
  const expected = kept.raw_sha256 ?? 'none';
  throw damaged(what, path, `were changed: SHA-256 ${expected} was expected, ${found} came`);
}

function inflated(raw: Buffer, what: string, path: string): string {
  try {
    return inflateSync(raw).toString();
  } catch (cause) {
    throw damaged(what, path, 'cannot be unpacked', cause);
  }
}

function damaged(what: string, path: string, how: string, cause?: unknown): RecordError {
  const message = `${what}: the raw payloads ${how}; ${restoreHint(path)}`;
  return new RecordError(path, 'damaged', message, { cause });
}

/** Keeps an instrument's last word on a job; the one before it, if there was one, is forgotten. */
export async function keepReport(db: Knex, jobId: string, message: Raw): Promise<void> {
  const row = { job_id: jobId, ...rawColumns([message]) };
  await db('reports').insert(row).onConflict('job_id').merge();
}

/** Gives up what the instruments sent in an experiment. The hashes stay, and so do all rows of data. */
export async function giveUpRaw(trx: Knex, experimentId: string): Promise<void> {
  for (const table of ['chunks', 'reports']) {
    await trx(table)
      .whereIn('job_id', trx('commands').where({ experiment_id: experimentId }).select('job_id'))
      .whereNotNull('raw')
      .update({ raw: null });
  }
}
