/** Several writes, all of them or none. */
import type { Knex } from 'knex';

/**
 * SQLite ends a transaction by itself when the disk is full. Knex then rolls back what is no longer open, and the error
 * of that would stand in front of the one that matters: here the first error is the one that is thrown.
 */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const first: unknown[] = [];
  try {
    return await db.transaction(async (trx) => {
      try {
        return await work(trx);
      } catch (error) {
        first.push(error);
        throw error;
      }
    });
  } catch (error) {
    throw first.length > 0 ? first[0] : error;
  }
}
