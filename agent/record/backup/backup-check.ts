/** Can a copy be relied on? SQLite's own check of every page, and the chain of events from the first to the last. */
import type { Knex } from 'knex';
import { checkChain, type ChainCheck } from '../chain-check.js';
import { openDatabase } from '../database.js';
import { RecordError } from '../record-error.js';
import { damageAnywhere } from '../soundness.js';

/** Where a stream of events ends. */
export type ChainEnd = Omit<ChainCheck, 'problems'>;

/**
 * Reads the whole file and changes nothing.
 * @throws {RecordError} `damaged`, with what was found; or why it cannot be opened
 */
export async function checkBackup(path: string): Promise<ChainEnd> {
  const db = await openDatabase(path, { create: false, readOnly: true, isBackup: true });
  try {
    const { events, hash, problems } = await check(db);
    if (problems.length === 0) return { events, hash };
    throw new RecordError(path, 'damaged', `${problems.slice(0, 3).join('; ')}; do not use it`);
  } catch (cause) {
    if (cause instanceof RecordError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecordError(path, 'damaged', `cannot be read to its end: ${why}; do not use it`, { cause });
  } finally {
    await db.destroy();
  }
}

async function check(db: Knex): Promise<ChainCheck> {
  const damage = await damageAnywhere(db);
  return damage.length > 0 ? { events: 0, hash: '', problems: damage } : checkChain(db);
}
