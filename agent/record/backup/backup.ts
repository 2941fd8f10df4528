/** Makes a backup of a record that is in use: copied, on the disk, verified, and only then given its name. */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Knex } from 'knex';
import type { Clock } from '../../../core/clock.js';
import { checkBackup } from './backup-check.js';
import {
  backupAt,
  backupName,
  backupsIn,
  certificatePath,
  compactUtc,
  type Backup,
} from './backup-folder.js';
import { sha256OfFile, syncFile, syncFolder, writeDurably } from './durable-file.js';
import { copyPages, PAGES_BESIDE_WRITES } from './page-copy.js';
import { isDiskFull } from '../disk-full.js';
import { folderTrouble } from '../folder-trouble.js';
import { RecordError } from '../record-error.js';
import { timesToKeep } from './rotation.js';

export interface BackupOptions {
  /** Made when it is not there; best on another disk than the record. */
  readonly folder: string;
  /** Of the host, for the name. */
  readonly clock: Clock;
  /** Default: small, for a connection through which others write. */
  readonly pagesPerStep?: number;
  readonly signal?: AbortSignal;
}

const UNFINISHED = /^record-.*\.partial(-wal|-shm|-journal)?$/;

/**
 * The newest backup afterwards; older ones that the rotation does not keep are gone.
 * @throws {RecordError} the copy did not verify: it was removed, and the record itself should be verified
 */
export async function backUp(db: Knex, options: BackupOptions): Promise<Backup> {
  const { folder, clock, pagesPerStep = PAGES_BESIDE_WRITES, signal } = options;
  await makeFolder(folder);
  await removeUnfinished(folder);
  const atMs = clock.now();
  const partial = join(folder, `record-${compactUtc(atMs)}.partial`);
  try {
    await copyPages(db, partial, pagesPerStep, signal);
    await syncFile(partial);
    const backup = await certify(partial, options, atMs);
    await rotate(folder);
    return backup;
  } catch (error) {
    throw isDiskFull(error) ? noRoom(folder, error) : error;
  } finally {
    await removeUnfinished(folder);
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const why = (await folderTrouble(dirname(folder))) ?? String(cause);
    throw new RecordError(folder, 'unusable', `no backup can be made here: ${why} (--to FOLDER)`, { cause });
  }
}

function noRoom(folder: string, cause: unknown): RecordError {
  const what =
    'no space for another backup, nothing of it was left; free space on this disk, or name another folder (--to)';
  return new RecordError(folder, 'full', what, { cause });
}

/** The certificate first: whoever sees the name of a backup sees that it was verified. */
async function certify(partial: string, { folder, clock }: BackupOptions, atMs: number): Promise<Backup> {
  const end = await checkBackup(partial);
  const file = backupName(atMs, end.events);
  const path = join(folder, file);
  const certificate = {
    file,
    ...end,
    bytes: (await stat(partial)).size,
    sha256: await sha256OfFile(partial),
    verifiedAt: new Date(clock.now()).toISOString(),
  };
  await writeDurably(certificatePath(path), `${JSON.stringify(certificate, null, 2)}\n`);
  await rename(partial, path);
  await syncFolder(folder);
  return backupAt(path);
}

/** Those that were never verified stay: they are evidence, and not ours to count. */
async function rotate(folder: string): Promise<void> {
  const verified = backupsIn(folder).filter(({ certificate }) => certificate !== undefined);
  const kept = timesToKeep(verified.map(({ atMs }) => atMs));
  for (const { path, atMs } of verified) {
    if (kept.has(atMs)) continue;
    await rm(path);
    await rm(certificatePath(path), { force: true });
  }
}

/** What a crash in the middle of a backup leaves. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (UNFINISHED.test(name)) await rm(join(folder, name));
}
