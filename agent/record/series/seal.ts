/** What the event that settles a job says of everything that lies outside the stream: one change there, and it breaks. */
import type { Knex } from 'knex';
import { sha256 } from '../hash-chain.js';
import type { ChunkRow } from './chunk.js';
import type { RawColumns } from './raw.js';
import { rowsHeld } from './series.js';

type StoredChunk = ChunkRow & RawColumns;

export interface Seal {
  readonly rows: number;
  /** Begins with `v2:`; older ones have no such mark and lie over the values alone, not over the columns' names. */
  readonly rowsSha256: string;
  /** Over the hashes of what the instrument sent; absent where nothing of it was kept. */
  readonly rawSha256?: string;
}

const MARK = 'v2:';

export async function sealOf(db: Knex, jobId: string): Promise<Seal> {
  const rawSha256 = await rawHash(db, jobId);
  return {
    rows: await rowsHeld(db, jobId),
    rowsSha256: await rowsHash(db, jobId),
    ...(rawSha256 !== undefined && { rawSha256 }),
  };
}

/**
 * Over the chunks of a job in order: place, columns and values of each.
 * @param like a hash of the kind that is wanted; today's unless given
 */
export async function rowsHash(db: Knex, jobId: string, like = MARK): Promise<string> {
  const chunks = await chunksOf(db, jobId, ['from_row', 'rows', 'columns', 'sha256']);
  if (!like.startsWith(MARK)) return sha256(chunks.map((chunk) => chunk.sha256).join('\n'));
  return (
    MARK +
    hashOfLines(chunks.map(({ from_row, rows, columns, sha256: hash }) => [from_row, rows, columns, hash]))
  );
}

/** Over the hashes of a job's raw payloads, which stay when the payloads are given up; undefined without any. */
export async function rawHash(db: Knex, jobId: string): Promise<string | undefined> {
  const [report] = await db('reports').where({ job_id: jobId }).pluck<string[]>('raw_sha256');
  const pages = await chunksOf(db, jobId, ['from_row', 'raw_sha256']);
  if (report === undefined && pages.every((page) => page.raw_sha256 === null)) return undefined;
  return hashOfLines([['report', report ?? null], ...pages.map((page) => [page.from_row, page.raw_sha256])]);
}

async function chunksOf(db: Knex, jobId: string, columns: (keyof StoredChunk)[]): Promise<StoredChunk[]> {
  return db('chunks').where({ job_id: jobId }).orderBy('from_row').select<StoredChunk[]>(columns);
}

function hashOfLines(lines: readonly unknown[]): string {
  return sha256(lines.map((line) => JSON.stringify(line)).join('\n'));
}
