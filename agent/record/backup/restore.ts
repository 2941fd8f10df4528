/** Puts a verified backup in the place of a record. What lay there is set aside under a name of its own, never lost. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../../core/clock.js';
import { checkBackup } from './backup-check.js';
import { compactUtc, type Backup } from './backup-folder.js';
import { renameDurably, sha256OfFile, syncFile, syncFolder } from './durable-file.js';
import { RecordError } from '../record-error.js';
import { noteRestoration } from './restoration.js';

/** A backup that is not used, and why. */
export interface Refused {
  readonly path: string;
  readonly reason: string;
}

export interface Choice {
  /** The newest that verified again just now. */
  readonly backup: Backup | undefined;
  readonly refused: readonly Refused[];
}

export interface Restored {
  readonly record: string;
  readonly from: string;
  readonly events: number;
  /** Where the file lies that was there before; absent when there was none. */
  readonly aside: string | undefined;
}

/** A record's files, the log first. */
const PARTS = ['-wal', '-shm', ''];

/** Goes through backups in the order given until one verifies. */
export async function chooseBackup(backups: readonly Backup[]): Promise<Choice> {
  const refused: Refused[] = [];
  for (const backup of backups) {
    const reason = await reasonAgainst(backup);
    if (reason === undefined) return { backup, refused };
    refused.push({ path: backup.path, reason });
  }
  return { backup: undefined, refused };
}

/** The certificate shows a single changed bit; a copy from elsewhere has none, and its pages and chain must do. */
async function reasonAgainst({ path, certificate }: Backup): Promise<string | undefined> {
  try {
    if (certificate && (await sha256OfFile(path)) !== certificate.sha256) {
      return 'its bytes are not those that were verified (SHA-256)';
    }
    const { events } = await checkBackup(path);
    return certificate && certificate.events !== events
      ? `it holds ${events} events, ${certificate.events} were verified`
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The caller holds the lock of the data folder, and chose the backup by `chooseBackup`. After a crash anywhere in here
 * either the old record or the backup is in place, or none and both are beside it. That it was restored is its next event.
 * @throws {RecordError} when the copy is not what was verified: the record was not touched then
 */
export async function restore(record: string, { path, events }: Backup, clock: Clock): Promise<Restored> {
  const copy = `${record}.restoring`;
  await mkdir(dirname(record), { recursive: true });
  try {
    await copyFile(path, copy);
    if ((await sha256OfFile(copy)) !== (await sha256OfFile(path))) {
      throw new RecordError(copy, 'unusable', `the copy of ${path} differs from it; check this disk`);
    }
    await noteRestoration(
      copy,
      `restored from ${path} with ${events} events; what came after is not here`,
      clock,
    );
    await syncFile(copy);
    const aside = await setAside(record, clock);
    await renameDurably(copy, record);
    return { record, from: path, events, aside };
  } finally {
    for (const part of PARTS) await rm(copy + part, { force: true });
  }
}

/** The log first: SQLite would take a log that was left behind for the restored file's own. */
async function setAside(record: string, clock: Clock): Promise<string | undefined> {
  const parts = PARTS.filter((part) => existsSync(record + part));
  const aside = freeName(`${record}.damaged-${compactUtc(clock.now())}`);
  for (const part of parts) await rename(record + part, aside + part);
  await syncFolder(dirname(record));
  return parts.length > 0 ? aside : undefined;
}

function freeName(wanted: string): string {
  let name = wanted;
  const taken = (): boolean => PARTS.some((part) => existsSync(name + part));
  for (let n = 2; taken(); n++) name = `${wanted}-${n}`;
  return name;
}
