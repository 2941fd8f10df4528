/** A piece of a job's rows as the record stores it, and the checks that stand between the file and a number. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Knex } from 'knex';
import type { Table } from '../../../drivers/instrument.js';
import { sha256 } from '../hash-chain.js';
import { RecordError } from '../record-error.js';
import { restoreHint } from '../backup/restore-hint.js';

export interface ChunkRow {
  readonly job_id: string;
  readonly from_row: number;
  readonly rows: number;
  /** JSON, names with their units. */
  readonly columns: string;
  readonly payload: Buffer;
  /** Over the payload, hex. */
  readonly sha256: string;
}

/** All of a chunk but the raw payloads beside it. */
export const CHUNK_COLUMNS: (keyof ChunkRow)[] = [
  'job_id',
  'from_row',
  'rows',
  'columns',
  'payload',
  'sha256',
];

/** Column after column of float64, little-endian: neighbours are alike, so it packs well. */
export function flatten(table: Pick<Table, 'columns' | 'rows'>): Float64Array {
  const width = table.columns.length;
  const values = new Float64Array(width * table.rows.length);
  table.rows.forEach((row, r) => {
    for (let c = 0; c < width; c++) values[c * table.rows.length + r] = row[c] ?? NaN;
  });
  return values;
}

export function chunkRow(
  place: Pick<ChunkRow, 'job_id' | 'from_row' | 'rows' | 'columns'>,
  values: Float64Array,
): ChunkRow {
  const payload = deflateSync(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return { ...place, payload, sha256: sha256(payload) };
}

/**
 * The chunk's columns, `rows` values each.
 * @param path of the record's file, for the message
 * @throws {RecordError} `damaged`: the payload does not fit its SHA-256, does not inflate, or has another size
 */
export function columnsOf(chunk: ChunkRow, path: string): Float64Array[] {
  const bytes = inflated(chunk, path);
  const width = (JSON.parse(chunk.columns) as string[]).length;
  const expected = 8 * width * chunk.rows;
  if (bytes.byteLength !== expected) {
    throw damaged(chunk, path, `hold ${bytes.byteLength} bytes where ${expected} were expected`);
  }
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, width * chunk.rows);
  return Array.from({ length: width }, (_, c) => values.subarray(c * chunk.rows, (c + 1) * chunk.rows));
}

function inflated(chunk: ChunkRow, path: string): Buffer {
  const found = sha256(chunk.payload);
  if (found !== chunk.sha256) {
    throw damaged(chunk, path, `were changed: SHA-256 ${chunk.sha256} was expected, ${found} came`);
  }
  try {
    return inflateSync(chunk.payload);
  } catch (cause) {
    throw damaged(chunk, path, 'cannot be unpacked', cause);
  }
}

/**
 * Chunks of one job follow each other without a gap, under the same columns.
 * @param from the row at which the first must begin
 * @throws {RecordError} `damaged`
 */
export function checkSequence(chunks: readonly ChunkRow[], from: number, path: string): void {
  let expected = from;
  for (const chunk of chunks) {
    if (chunk.from_row !== expected) throw missing(chunk.job_id, expected, path);
    if (chunk.columns !== chunks[0]!.columns) {
      throw damaged(chunk, path, `are under ${chunk.columns} where ${chunks[0]!.columns} was expected`);
    }
    expected += chunk.rows;
  }
}

export function missing(jobId: string, row: number, path: string): RecordError {
  return new RecordError(
    path,
    'damaged',
    `${jobId}: row ${row} was expected and is not there; ${restoreHint(path)}`,
  );
}

function damaged(
  { job_id: jobId, from_row: from, rows }: ChunkRow,
  path: string,
  what: string,
  cause?: unknown,
) {
  const message = `${jobId}: rows ${from} to ${from + rows - 1} ${what}; ${restoreHint(path)}`;
  return new RecordError(path, 'damaged', message, { cause });
}

/** The file of a record, for messages. */
export function pathOf(db: Knex): string {
  const { config } = db.client as {
    readonly config?: { readonly connection?: { readonly filename?: string } };
  };
  return config?.connection?.filename ?? 'the record';
}
