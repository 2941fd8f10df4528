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

/** Column after column. */
function decodeChunk({ payload }: ChunkRow): Float64Array {
  const bytes = inflateSync(payload);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
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
 * All rows of a job, in order; no columns when nothing was recorded. They stay packed and are unpacked at each look: an
 * experiment keeps its series for days, and unpacked they are ten times as large.
 */
export class StoredSeries implements Table {
  readonly from = 0;
  readonly columns: readonly string[];

  constructor(private readonly chunks: readonly ChunkRow[]) {
    const [first] = chunks;
    this.columns = first ? (JSON.parse(first.columns) as string[]) : [];
  }

  get rows(): number[][] {
    const columns = this.unpack();
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => columns.map((column) => column[row]!));
  }

  unpack(): Float64Array[] {
    const length = this.chunks.reduce((sum, { rows }) => sum + rows, 0);
    const columns = this.columns.map(() => new Float64Array(length));
    for (const chunk of this.chunks) {
      const values = decodeChunk(chunk);
      columns.forEach((column, index) => {
        const from = index * chunk.rows;
        column.set(values.subarray(from, from + chunk.rows), chunk.from_row);
      });
    }
    return columns;
  }
}

export async function readSeries(db: Knex, jobId: string): Promise<StoredSeries> {
  return new StoredSeries(
    await db('chunks').where({ job_id: jobId }).orderBy('from_row').select<ChunkRow[]>(),
  );
}

/** One hash over all chunks of a job, in order: what the stream keeps to notice a changed series. */
export async function seriesHash(db: Knex, jobId: string): Promise<string> {
  const hashes = await db('chunks').where({ job_id: jobId }).orderBy('from_row').pluck<string[]>('sha256');
  return sha256(hashes.join('\n'));
}
