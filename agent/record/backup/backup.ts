/** Makes a backup of a record that is in use: copied, on the disk, verified, and only then given its name. */
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
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
  type Certificate,
} from './backup-folder.js';
import { sha256OfFile, syncFile, syncFolder, writeNew } from './durable-file.js';
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

const UNFINISHED = /^record-(\d{8}T\d{6}Z)\.partial/;
/** No backup takes as long. */
const GIVEN_UP_MS = 86_400_000;

/**
 * The newest backup afterwards; older ones that the rotation does not keep are gone.
 * @throws {RecordError} the copy did not verify: it was removed, and the record itself should be verified
 */
export async function backUp(db: Knex, options: BackupOptions): Promise<Backup> {
  const { folder, clock, pagesPerStep = PAGES_BESIDE_WRITES, signal } = options;
  await makeFolder(folder);
  const atMs = clock.now();
  await removeGivenUp(folder, atMs);
  // A place of its own: another process may be at a backup into the same folder.
  const own = await mkdtemp(join(folder, `record-${compactUtc(atMs)}.partial-`));
  const partial = join(own, 'record.sqlite');
  try {
    await copyPages(db, partial, pagesPerStep, signal);
    await syncFile(partial);
    const backup = await certify(partial, options, atMs);
    await rotate(folder);
    return backup;
  } catch (error) {
    throw isDiskFull(error) ? noRoom(folder, error) : error;
  } finally {
    await rm(own, { recursive: true, force: true });
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

async function certify(partial: string, { folder, clock }: BackupOptions, atMs: number): Promise<Backup> {
  const end = await checkBackup(partial);
  const verified = {
    ...end,
    bytes: (await stat(partial)).size,
    sha256: await sha256OfFile(partial),
    verifiedAt: new Date(clock.now()).toISOString(),
  };
  const path = await claim(folder, atMs, verified);
  await rename(partial, path);
  await syncFolder(folder);
  return backupAt(path);
}

/**
 * The certificate first: whoever sees the name of a backup sees that it was verified. It is written where there is none:
 * of two that were begun in the same second, by two processes, one is called a second later.
 * @returns the path that is this backup's
 */
async function claim(folder: string, atMs: number, verified: Omit<Certificate, 'file'>): Promise<string> {
  const file = backupName(atMs, verified.events);
  const path = join(folder, file);
  const certificate = `${JSON.stringify({ file, ...verified }, null, 2)}\n`;
  const isOurs = await writeNew(certificatePath(path), certificate);
  return isOurs ? path : claim(folder, atMs + 1000, verified);
}

/** Those that were never verified stay: they are evidence, and not ours to count. */
async function rotate(folder: string): Promise<void> {
  const verified = backupsIn(folder).filter(({ certificate }) => certificate !== undefined);
  const kept = timesToKeep(verified.map(({ atMs }) => atMs));
  for (const { path, atMs } of verified) {
    if (kept.has(atMs)) continue;
    // Another process may rotate as well.
    for (const file of [path, certificatePath(path)]) await rm(file, { force: true });
  }
}

/** What a crash in the middle of a backup left. What is younger may be another process's, at work on it. */
async function removeGivenUp(folder: string, nowMs: number): Promise<void> {
  const before = compactUtc(nowMs - GIVEN_UP_MS);
  for (const name of await readdir(folder)) {
    const [, begun] = UNFINISHED.exec(name) ?? [];
    if (begun !== undefined && begun < before) await rm(join(folder, name), { recursive: true, force: true });
  }
}
