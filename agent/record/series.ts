/** Time series in compressed chunks: what an append costs does not depend on how long the run already is. */
import { deflateSync, inflateSync } from 'node:zlib';
import type { Knex } from 'knex';
import type { Table } from '../../drivers/instrument.js';
import { sha256 } from './hash-chain.js';

export interface ChunkRow {
  readonly job_id: string;
  readonly from_row: number;
  readonly rows: number;
  readonly columns: string;
  readonly payload: Buffer;
  readonly sha256: string;
}

/** Column after column of float64, little-endian, deflated: neighbours are alike, so it packs well. */
export function encodeChunk(table: Table): Buffer {
  const width = table.columns.length;
  const values = new Float64Array(width * table.rows.length);
  table.rows.forEach((row, r) => {
    for (let c = 0; c < width; c++) values[c * table.rows.length + r] = row[c] ?? NaN;
  });
  return deflateSync(new Uint8Array(values.buffer));
}

export function decodeChunk(chunk: ChunkRow): Table {
  const columns = JSON.parse(chunk.columns) as string[];
  const bytes = inflateSync(chunk.payload);
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, columns.length * chunk.rows);
  const rows = Array.from({ length: chunk.rows }, (_, r) =>
    columns.map((_, c) => values[c * chunk.rows + r]!),
  );
  return { columns, from: chunk.from_row, rows };
}

/** Rows that are already held are cut off; a gap is an error, never bridged. */
export async function appendChunk(trx: Knex, jobId: string, table: Table): Promise<void> {
  const held = await rowsHeld(trx, jobId);
  if (table.from > held) {
    throw new Error(`rows ${held} to ${table.from - 1} of ${jobId} are missing: fetch from ${held}`);
  }
  const rows = table.rows.slice(held - table.from);
  if (rows.length === 0) return;
  const payload = encodeChunk({ ...table, from: held, rows });
  await trx('chunks').insert({
    job_id: jobId,
    from_row: held,
    rows: rows.length,
    columns: JSON.stringify(table.columns),
    payload,
    sha256: sha256(payload),
  });
}

/** How many rows of a job the record holds. */
export async function rowsHeld(db: Knex, jobId: string): Promise<number> {
  const last = await db('chunks')
    .where({ job_id: jobId })
    .orderBy('from_row', 'desc')
    .first<Pick<ChunkRow, 'from_row' | 'rows'> | undefined>('from_row', 'rows');
  return last ? last.from_row + last.rows : 0;
}

/**
 * All rows of a job, in order. Empty columns when nothing was recorded. The rows stay packed and are unpacked at each
 * look: an experiment keeps its series for days, and unpacked they are ten times as large.
 */
export async function readSeries(db: Knex, jobId: string): Promise<Table> {
  const chunks = await db('chunks').where({ job_id: jobId }).orderBy('from_row').select<ChunkRow[]>();
  const [first] = chunks;
  return {
    columns: first ? (JSON.parse(first.columns) as string[]) : [],
    from: 0,
    get rows() {
      return chunks.flatMap((chunk) => decodeChunk(chunk).rows);
    },
  };
}

/** One hash over all chunks of a job, in order: what the stream keeps to notice a changed series. */
export async function seriesHash(db: Knex, jobId: string): Promise<string> {
  const hashes = await db('chunks').where({ job_id: jobId }).orderBy('from_row').pluck<string[]>('sha256');
  return sha256(hashes.join('\n'));
}
