/** A record filled faster than it can be durable: what is measured comes after. */
import type { Knex } from 'knex';
import { openDatabase } from '../../agent/record/database.js';
import { LabRecord } from '../../agent/record/record.js';
import { SystemClock } from '../../core/clock.js';

/** One statement binds no more than 32,766 values. */
const VALUES_A_STATEMENT = 20_000;

/** Makes the record at `path`; nothing of it is on disk for certain before this resolves. */
export async function fillRecord(path: string, fill: (trx: Knex) => Promise<void>): Promise<void> {
  const db = await openDatabase(path, { create: true });
  for (const pragma of ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -200000']) {
    await db.raw(`PRAGMA ${pragma}`);
  }
  await db.transaction(fill);
  await db.destroy();
}

/** Rows of the same shape, many to a statement. */
export async function insertMany(
  trx: Knex,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  const line = `(${columns.map(() => '?').join(',')})`;
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    const sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${some.map(() => line).join(',')}`;
    await trx.raw(sql, some.flatMap((row) => Object.values(row)) as Knex.Value[]);
  }
}

/** A record as the agent opens it. */
export function openRecord(path: string): Promise<LabRecord> {
  const clock = new SystemClock();
  return LabRecord.open(path, clock, clock, (error) => {
    throw error;
  });
}
