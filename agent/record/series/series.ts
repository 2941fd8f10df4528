/** Time series in compressed chunks: what an append costs does not depend on how long the run already is. */
import type { Knex } from 'knex';
import type { Table } from '../../../drivers/instrument.js';
import {
  CHUNK_COLUMNS,
  checkSequence,
  chunkRow,
  columnsOf,
  flatten,
  missing,
  pathOf,
  type ChunkRow,
} from './chunk.js';
import { rawColumns } from './raw.js';

/** Rows that are already held are cut off; a gap is an error, never bridged. One statement where neither is so. */
export async function appendChunk(trx: Knex, jobId: string, table: Table): Promise<void> {
  if (table.rows.length === 0 || (await follows(trx, jobId, table))) return;
  const held = await rowsHeld(trx, jobId);
  if (table.from > held) {
    throw new Error(`rows ${held} to ${table.from - 1} of ${jobId} are missing: fetch from ${held}`);
  }
  const rows = table.rows.slice(held - table.from);
  if (rows.length > 0) await follows(trx, jobId, { ...table, from: held, rows });
}

const HELD = 'SELECT from_row + rows FROM chunks WHERE job_id = ? ORDER BY from_row DESC LIMIT 1';

/** Appends the rows if they begin where those that are held end. Looking and writing at once is what a row costs. */
async function follows(trx: Knex, jobId: string, { columns, from, rows, raw }: Table): Promise<boolean> {
  const place = { job_id: jobId, from_row: from, rows: rows.length, columns: JSON.stringify(columns) };
  const { payload, sha256: hash } = chunkRow(place, flatten({ columns, rows }));
  const kept = rawColumns(raw === undefined ? [] : [raw]);
  const inserted = await trx.raw<unknown[]>(
    `INSERT INTO chunks (job_id, from_row, rows, columns, payload, sha256, raw_sha256, raw)
     SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE COALESCE((${HELD}), 0) = ? RETURNING from_row`,
    [
      jobId,
      from,
      rows.length,
      place.columns,
      payload,
      hash,
      kept.raw_sha256,
      kept.raw,
      jobId,
      from,
    ] as Knex.Value[],
  );
  return inserted.length > 0;
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

  /** @throws {RecordError} `damaged`: the chunks are not all there */
  constructor(
    private readonly chunks: readonly ChunkRow[],
    private readonly path: string,
  ) {
    checkSequence(chunks, 0, path);
    const [first] = chunks;
    this.columns = first ? (JSON.parse(first.columns) as string[]) : [];
  }

  /** @throws {RecordError} `damaged`: a chunk is not what was stored */
  get rows(): number[][] {
    const columns = this.unpack();
    return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => columns.map((column) => column[row]!));
  }

  /** @throws {RecordError} `damaged`: a chunk is not what was stored */
  unpack(): Float64Array[] {
    const length = this.chunks.reduce((sum, { rows }) => sum + rows, 0);
    const columns = this.columns.map(() => new Float64Array(length));
    for (const chunk of this.chunks) {
      const values = columnsOf(chunk, this.path);
      columns.forEach((column, index) => {
        column.set(values[index]!, chunk.from_row);
      });
    }
    return columns;
  }
}

/** @throws {RecordError} `damaged`: rows are missing in between */
export async function readSeries(db: Knex, jobId: string): Promise<StoredSeries> {
  const chunks = await db('chunks')
    .where({ job_id: jobId })
    .orderBy('from_row')
    .select<ChunkRow[]>(CHUNK_COLUMNS);
  return new StoredSeries(chunks, pathOf(db));
}

/**
 * A job's chunks from the one that holds `fromRow` on, at most `windowRows` rows and one chunk at a time: however long
 * the job is, that much of it is in memory.
 * @throws {RecordError} `damaged`: rows are missing in between
 */
export async function* chunkWindows(
  db: Knex,
  jobId: string,
  windowRows: number,
  fromRow = 0,
): AsyncGenerator<ChunkRow[]> {
  const held = await rowsHeld(db, jobId);
  let position = await beginOfChunk(db, jobId, fromRow);
  while (position < held) {
    const window = await db('chunks')
      .where({ job_id: jobId })
      .whereBetween('from_row', [position, position + windowRows - 1])
      .orderBy('from_row')
      .select<ChunkRow[]>(CHUNK_COLUMNS);
    const last = window.at(-1);
    if (!last) throw missing(jobId, position, pathOf(db));
    checkSequence(window, position, pathOf(db));
    yield window;
    position = last.from_row + last.rows;
  }
}

async function beginOfChunk(db: Knex, jobId: string, row: number): Promise<number> {
  const chunk = await db('chunks')
    .where({ job_id: jobId })
    .where('from_row', '<=', row)
    .orderBy('from_row', 'desc')
    .first<Pick<ChunkRow, 'from_row'> | undefined>('from_row');
  return chunk?.from_row ?? 0;
}
