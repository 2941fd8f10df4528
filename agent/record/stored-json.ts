import type { Knex } from 'knex';
import { restoreHint } from './backup/restore-hint.js';
import { RecordError } from './record-error.js';

/**
 * What a table of the record keeps as JSON.
 * @param what it is and whose, for a person who reads that it is damaged
 * @throws {RecordError} `damaged`, with the file
 */
export async function storedJson(db: Knex, text: string, what: string): Promise<unknown> {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const [main] = await db.raw<{ file: string }[]>('PRAGMA database_list');
    const path = main!.file;
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${what} are damaged: ${why}; npx interphase verify ${path} says what else is; ${restoreHint(path)}`;
    throw new RecordError(path, 'damaged', message, { cause });
  }
}
