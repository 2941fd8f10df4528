/** Is the file of a record sound? All of it where that is quick; otherwise all that nothing else would notice. */
import type { Knex } from 'knex';
import { linkOf, type EventRow } from './event-row.js';
import { hashOf } from './hash-chain.js';

/** Up to here the whole file is read when it is opened: some tenths of a second. */
const FULL_CHECK_BYTES = 64 * 2 ** 20;

/**
 * By far the most of a large file. Every row of them carries a hash that is checked when it is read, so that damage is
 * found there, by `verify` and by every backup, and cannot pass for a number.
 */
const HASHED_TABLES = ['events', 'chunks', 'reports'];

/** New events are hung on these. */
const NEWEST_EVENTS = 100;

/**
 * What is wrong with the file, as sentences; empty when nothing was found.
 * @param fullCheckBytes from this size on only the tables without hashes and the newest events are read
 */
export async function damageAtOpening(db: Knex, fullCheckBytes = FULL_CHECK_BYTES): Promise<string[]> {
  if ((await fileBytes(db)) < fullCheckBytes) return linesOf(db, 'PRAGMA quick_check(3)');
  const tables = await db('sqlite_master').where({ type: 'table' }).pluck<string[]>('name');
  const damage: string[] = [];
  for (const table of tables.filter((name) => !HASHED_TABLES.includes(name))) {
    damage.push(...(await linesOf(db, `PRAGMA quick_check('${table.replaceAll("'", "''")}')`)).slice(0, 3));
  }
  if (tables.includes('events')) damage.push(...(await changedEvents(db)));
  return damage;
}

/** The whole file, its indexes against its tables: as long as it takes to read it. */
export function damageAnywhere(db: Knex): Promise<string[]> {
  return linesOf(db, 'PRAGMA integrity_check(10)');
}

export async function fileBytes(db: Knex): Promise<number> {
  const [pages] = await db.raw<{ page_count: number }[]>('PRAGMA page_count');
  const [page] = await db.raw<{ page_size: number }[]>('PRAGMA page_size');
  return (pages?.page_count ?? 0) * (page?.page_size ?? 0);
}

/** A check that cannot even be carried out for damage has found it. */
async function linesOf(db: Knex, check: string): Promise<string[]> {
  try {
    const rows = await db.raw<Readonly<Record<string, string>>[]>(check);
    return rows.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok');
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'SQLITE_CORRUPT') throw error;
    return [(error as Error).message];
  }
}

async function changedEvents(db: Knex): Promise<string[]> {
  const rows = await db('events').orderBy('seq', 'desc').limit(NEWEST_EVENTS).select<EventRow[]>();
  return rows
    .filter((row) => hashOf(linkOf(row)) !== row.hash)
    .map(({ seq, kind }) => `event ${seq} (${kind}) was changed`);
}
