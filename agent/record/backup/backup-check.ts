/** Can a copy be relied on? SQLite's own check of every page, and the chain of events from the first to the last. */
import type { Knex } from 'knex';
import { openDatabase } from '../database.js';
import { linkOf, type EventRow } from '../event-row.js';
import { GENESIS, hashOf } from '../hash-chain.js';
import { RecordError } from '../record-error.js';
import { storedEvents } from '../replay.js';

/** Where a stream of events ends. */
export interface ChainEnd {
  readonly events: number;
  readonly hash: string;
}

/**
 * Reads the whole file and changes nothing.
 * @throws {RecordError} `damaged`, with what was found; or why it cannot be opened
 */
export async function checkBackup(path: string): Promise<ChainEnd> {
  const db = await openDatabase(path, { create: false, readOnly: true, isBackup: true });
  try {
    await checkPages(db, path);
    return await followChain(db, path);
  } catch (cause) {
    if (cause instanceof RecordError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecordError(path, 'damaged', `cannot be read to its end: ${why}; do not use it`, { cause });
  } finally {
    await db.destroy();
  }
}

async function checkPages(db: Knex, path: string): Promise<void> {
  const rows = await db.raw<{ integrity_check: string }[]>('PRAGMA integrity_check(3)');
  const found = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  if (found.length > 0)
    throw new RecordError(path, 'damaged', `the file is damaged (${found.join('; ')}); do not use it`);
}

async function followChain(db: Knex, path: string): Promise<ChainEnd> {
  let end: ChainEnd = { events: 0, hash: GENESIS };
  for await (const row of storedEvents(db)) end = follow(end, row, path);
  return end;
}

function follow({ events, hash }: ChainEnd, row: EventRow, path: string): ChainEnd {
  const link = linkOf(row);
  const follows = row.seq === events + 1 && row.previous_hash === hash && hashOf(link) === row.hash;
  if (follows) return { events: row.seq, hash: row.hash };
  throw new RecordError(
    path,
    'damaged',
    `event ${row.seq} does not follow event ${events} in the hash chain; do not use it`,
  );
}
