/** A run of weeks leaves a chunk every few seconds: before its job is settled they become few large ones. */
import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { chunkRow, columnsOf, pathOf, type ChunkRow } from './chunk.js';
import type { Raw } from '../../../drivers/instrument.js';
import { messagesOf, rawColumns, type RawColumns } from './raw.js';
import { isDiskFull } from '../disk-full.js';
import { RecordError } from '../record-error.js';
import { chunkWindows } from './series.js';
import { inTransaction } from '../transaction.js';

/** A packed chunk: large enough that more would not pack better, small enough to unpack in a millisecond or two. */
export const PACKED_ROWS = 2048;

/** The smallest ones take some 40 us each to unpack: others get their turn in between. */
const CHUNKS_AT_A_TIME = 100;

/**
 * Packs a job's chunks, bit for bit the same values. Each new chunk replaces those it was made of in one transaction, so
 * that a crash leaves a whole series, packed up to some row, and other writing waits for one chunk and not for the job.
 * Nothing happens to a settled job: the stream holds the hash of its chunks. Damage is left as it lies, since whoever
 * reads the rows is told of it, and a full disk leaves the rest unpacked: the job must be settled all the same.
 */
export async function packSeries(db: Knex, jobId: string): Promise<void> {
  if (await isSettled(db, jobId)) return;
  try {
    for await (const window of chunkWindows(db, jobId, PACKED_ROWS)) {
      if (window.length > 1) await replace(db, window);
    }
  } catch (error) {
    if (!(error instanceof RecordError) && !isDiskFull(error)) throw error;
  }
}

async function isSettled(db: Knex, jobId: string): Promise<boolean> {
  const settled = await db('commands')
    .where({ job_id: jobId })
    .whereNotNull('rows_sha256')
    .pluck<string[]>('job_id');
  return settled.length > 0;
}

async function replace(db: Knex, chunks: readonly ChunkRow[]): Promise<void> {
  const packed = { ...(await merged(chunks, pathOf(db))), ...(await mergedRaw(db, chunks)) };
  await inTransaction(db, async (trx) => {
    const removed = await placesOf(trx, chunks).delete();
    if (removed !== chunks.length) {
      throw new Error(`${packed.job_id}: ${chunks.length} chunks were to be packed, ${removed} were there`);
    }
    await trx('chunks').insert(packed);
  });
}

function placesOf(db: Knex, chunks: readonly ChunkRow[]): Knex.QueryBuilder {
  const [first, last] = [chunks[0]!, chunks.at(-1)!];
  return db('chunks')
    .where({ job_id: first.job_id })
    .whereBetween('from_row', [first.from_row, last.from_row]);
}

/** Together they take a fraction of what they take one by one. */
async function mergedRaw(db: Knex, chunks: readonly ChunkRow[]): Promise<RawColumns> {
  const kept: RawColumns[] = await placesOf(db, chunks).orderBy('from_row').select('raw_sha256', 'raw');
  const messages: Raw[] = [];
  for (const [index, raw] of kept.entries()) {
    if (index % CHUNKS_AT_A_TIME === 0) await setImmediate();
    messages.push(...messagesOf(raw, chunks[0]!.job_id, pathOf(db)));
  }
  return rawColumns(messages);
}

async function merged(chunks: readonly ChunkRow[], path: string): Promise<ChunkRow> {
  const { job_id, from_row, columns } = chunks[0]!;
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const width = (JSON.parse(columns) as string[]).length;
  const values = new Float64Array(width * rows);
  for (const [index, chunk] of chunks.entries()) {
    if (index % CHUNKS_AT_A_TIME === 0) await setImmediate();
    columnsOf(chunk, path).forEach((column, c) => {
      values.set(column, c * rows + chunk.from_row - from_row);
    });
  }
  return chunkRow({ job_id, from_row, rows, columns }, values);
}
