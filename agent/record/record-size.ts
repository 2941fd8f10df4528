/** What a record takes on disk, and for what. */
import type { Knex } from 'knex';
import { PROJECTED_TABLES } from './projections.js';
import { fileBytes } from './soundness.js';

/** Bytes include indexes and the unused ends of pages. */
export interface RecordSize {
  readonly totalBytes: number;
  /** The stream. */
  readonly eventsBytes: number;
  /** The tables that follow from the stream or from rows. */
  readonly projectionsBytes: number;
  /** The rows of all jobs. */
  readonly chunksBytes: number;
  /** What instruments sent: the payloads alone, without what surrounds them. */
  readonly rawBytes: number;
  /** Everything else: schema, and pages that wait to be used again. */
  readonly otherBytes: number;
  /** Rows of data, of all jobs. */
  readonly rows: number;
  /** Chunks' bytes for one row with all its columns; null when there are no rows. */
  readonly bytesPerRow: number | null;
}

/** Reads every page of the file: as long as it takes to read it. */
export async function recordSize(db: Knex): Promise<RecordSize> {
  const byTable = await bytesByTable(db);
  const bytesOf = (...tables: readonly string[]): number =>
    tables.reduce((sum, table) => sum + (byTable.get(table) ?? 0), 0);
  const [counted] = await db('chunks').sum<{ rows: number | null }[]>({ rows: 'rows' });
  const rows = counted?.rows ?? 0;
  const totalBytes = await fileBytes(db);
  const rawBytes = await rawBytesOf(db);
  const eventsBytes = bytesOf('events');
  const chunksBytes = bytesOf('chunks', 'reports') - rawBytes;
  const projectionsBytes = bytesOf(...PROJECTED_TABLES, 'cycles');
  const otherBytes = totalBytes - eventsBytes - projectionsBytes - chunksBytes - rawBytes;
  const bytesPerRow = rows === 0 ? null : chunksBytes / rows;
  return { totalBytes, eventsBytes, projectionsBytes, chunksBytes, rawBytes, otherBytes, rows, bytesPerRow };
}

/** Records from before raw payloads were kept have none. */
async function rawBytesOf(db: Knex): Promise<number> {
  if (!(await db.schema.hasTable('reports'))) return 0;
  const [found] = await db.raw<{ bytes: number }[]>(
    `SELECT COALESCE((SELECT SUM(length(raw)) FROM chunks), 0) +
            COALESCE((SELECT SUM(length(raw)) FROM reports), 0) AS bytes`,
  );
  return found?.bytes ?? 0;
}

/** An index counts with its table. */
async function bytesByTable(db: Knex): Promise<Map<string, number>> {
  const rows = await db.raw<{ table: string; bytes: number }[]>(
    `SELECT m.tbl_name AS "table", SUM(s.pgsize) AS bytes FROM dbstat AS s
     JOIN sqlite_master AS m ON m.name = s.name WHERE s.aggregate = TRUE GROUP BY m.tbl_name`,
  );
  return new Map(rows.map(({ table, bytes }) => [table, bytes]));
}

/** One line. */
export function sizeInWords(size: RecordSize): string {
  const { totalBytes, eventsBytes, projectionsBytes, chunksBytes, rawBytes, bytesPerRow } = size;
  const perRow = bytesPerRow === null ? '' : `, ${bytesPerRow.toFixed(1)} bytes a row`;
  return `${megabytes(totalBytes)} MB: events ${megabytes(eventsBytes)}, tables ${megabytes(projectionsBytes)}, rows of data ${megabytes(chunksBytes)}${perRow}, raw payloads ${megabytes(rawBytes)}`;
}

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
