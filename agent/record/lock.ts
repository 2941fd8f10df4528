/**
 * One agent per data folder. The lock is SQLite's own lock on a small file: the operating system lets it go the
 * instant its holder dies, so nothing is left behind by a crash and nobody has to guess whether a lock is stale.
 */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { QUIET } from './database.js';
import { folderTrouble } from './folder-trouble.js';
import { refuseNetworkDrive } from './network-drive.js';
import { RecordError } from './record-error.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** Lets the lock go. */
export type Release = () => Promise<void>;

/**
 * Takes the lock, waiting up to `patienceMs` for a holder that is on its way out.
 * @throws {RecordError} `locked`, naming who holds it; `unusable` where no lock holds or nothing can be written
 */
export async function takeLock(path: string, clock: Clock, patienceMs = 3000): Promise<Release> {
  const folder = dirname(path);
  if (existsSync(folder)) refuseNetworkDrive(folder);
  const db = knex({
    client: 'sqlite3',
    connection: { filename: path },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
    log: QUIET,
  });
  try {
    await db.raw(`PRAGMA busy_timeout = ${patienceMs}`);
    await introduce(db, { pid: process.pid, host: hostname(), since: new Date(clock.now()).toISOString() });
    await db.raw('BEGIN IMMEDIATE');
  } catch (cause) {
    const holder = await holderOf(db);
    await db.destroy();
    throw refusal(path, holder, (await folderTrouble(folder)) ?? 'may this user write there?', cause);
  }
  return () => db.destroy();
}

/** Written before the lock is held for good: readers may still look while it is. */
async function introduce(db: Knex, holder: Holder): Promise<void> {
  await db.raw('BEGIN IMMEDIATE');
  await db.raw('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, since TEXT)');
  await db('holder').delete();
  await db('holder').insert(holder);
  await db.raw('COMMIT');
}

async function holderOf(db: Knex): Promise<Holder | undefined> {
  try {
    return await db('holder').first<Holder | undefined>();
  } catch {
    return undefined;
  }
}

function refusal(path: string, holder: Holder | undefined, trouble: string, cause: unknown): RecordError {
  const folder = dirname(path);
  return holder
    ? new RecordError(
        path,
        'locked',
        `the data folder ${folder} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}; stop it first, or name another folder with --data`,
        { cause },
      )
    : new RecordError(path, 'unusable', `cannot lock the data folder ${folder}; ${trouble}`, {
        cause,
      });
}
