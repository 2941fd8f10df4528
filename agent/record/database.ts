/** Opens the record's SQLite file so that a committed transaction survives a crash and a power cut. */
import { existsSync } from 'node:fs';
import knex, { type Knex } from 'knex';
import { MIGRATION_NAMES, migrationSource } from './migrations.js';
import { asRecordError, refuseEmptied } from './opening-trouble.js';
import { RecordError } from './record-error.js';
import { rebuild } from './replay.js';
import { restoreHint } from './backup/restore-hint.js';
import { damageAtOpening } from './soundness.js';

/**
 * Knex's defaults leave `journal_mode=delete` and `foreign_keys=0`, and these settings are per connection: all four
 * are set on each. `synchronous=FULL` is what makes a WAL commit survive a power cut (SQLite, pragma.html).
 */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

/** A reader leaves everything as it is, the journal mode included. */
const READER_PRAGMAS = ['query_only = ON', 'busy_timeout = 5000'];

const ignore = (): void => undefined;
/** Knex prints what it also throws; every one of these errors reaches a person through us. */
export const QUIET = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

interface RawConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}

function connect(path: string, pragmas: readonly string[]): Knex {
  return knex({
    client: 'sqlite3',
    connection: { filename: path },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: RawConnection, done: (error: Error | null) => void) => {
        connection.exec(pragmas.map((pragma) => `PRAGMA ${pragma};`).join(''), (error) => {
          // Knex forgets a connection that fails here; left open, it would remove the log whenever it is collected.
          if (error)
            connection.close(() => {
              done(error);
            });
          else done(null);
        });
      },
    },
    migrations: { migrationSource },
    log: QUIET,
  });
}

/**
 * Opens (and, with `create`, makes) a record and brings its schema up to date.
 * @throws {RecordError} damaged, newer than this version, locked, or unusable
 */
export async function openDatabase(
  path: string,
  options: { create: boolean; readOnly?: boolean; isBackup?: boolean },
): Promise<Knex> {
  if (!options.create && !existsSync(path)) {
    throw new RecordError(
      path,
      'unusable',
      'no such record; check the path (a run leaves it under its data folder)',
    );
  }
  const remedy = (): string => (options.isBackup ? 'do not use it' : restoreHint(path));
  if (!options.isBackup) refuseEmptied(path, remedy);
  const db = connect(path, options.readOnly ? READER_PRAGMAS : PRAGMAS);
  try {
    await checkSound(db, path, remedy);
    await checkVersion(db, path, options.readOnly ?? false);
    if (!options.readOnly) await bringUpToDate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw await asRecordError(path, error, remedy);
  }
}

/**
 * The number of schema steps is kept in the file in the same transaction as the tables that were built under them: a
 * crash between a migration and the rebuilding is made good at the next opening.
 */
async function bringUpToDate(db: Knex): Promise<void> {
  await db.migrate.latest();
  const [built] = await db.raw<{ user_version: number }[]>('PRAGMA user_version');
  if (built?.user_version !== MIGRATION_NAMES.length) await rebuild(db, MIGRATION_NAMES.length);
}

async function checkSound(db: Knex, path: string, remedy: () => string): Promise<void> {
  const found = await damageAtOpening(db);
  if (found.length > 0) {
    throw new RecordError(path, 'damaged', `the file is damaged (${found.join('; ')}); ${remedy()}`);
  }
}

async function checkVersion(db: Knex, path: string, mustExist: boolean): Promise<void> {
  if (!(await db.schema.hasTable('knex_migrations'))) {
    const tables = await db('sqlite_master').where({ type: 'table' }).pluck<string[]>('name');
    if (tables.length === 0 && !mustExist) return;
    const found = tables.length === 0 ? 'an empty file' : 'a SQLite file, but not a record of ours';
    throw new RecordError(path, 'unusable', `this is ${found}; name another file`);
  }
  const applied = await db('knex_migrations').pluck<string[]>('name');
  const unknown = applied.filter((name) => !MIGRATION_NAMES.includes(name));
  if (unknown.length > 0) {
    throw new RecordError(
      path,
      'newer',
      `written by a newer version (schema ${unknown.join(', ')}; this version knows up to ${MIGRATION_NAMES.at(-1) ?? ''}); update the software, the file was not touched`,
    );
  }
}
