/**
 * What lies in a folder of backups. Each is a record of its own, named for when it was made (UTC) and its last event;
 * the file beside it (`.json`) is written only after the copy was verified, and binds its content by SHA-256.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What is known of a backup that was verified. */
export interface Certificate {
  readonly file: string;
  /** Sequence number of the last event; events count from 1. */
  readonly events: number;
  /** Of the last event; 64 zeros when there is none. */
  readonly hash: string;
  readonly bytes: number;
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly verifiedAt: string;
}

export interface Backup {
  readonly path: string;
  /** When it was made, ms since the epoch, UTC. */
  readonly atMs: number;
  readonly events: number;
  /** Absent when the copy was never verified: such a one is not used. */
  readonly certificate: Certificate | undefined;
}

const NAME = /^record-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)\.sqlite$/;

/** Where the backups of a record lie unless somebody says otherwise. */
export function backupFolderOf(record: string): string {
  return join(dirname(record), 'backups');
}

/** `record-20260301T120000Z-001234.sqlite`: sorts by time. */
export function backupName(atMs: number, events: number): string {
  return `record-${compactUtc(atMs)}-${String(events).padStart(6, '0')}.sqlite`;
}

/** `20260301T120000Z`, for names of files. */
export function compactUtc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

export function certificatePath(backup: string): string {
  return `${backup}.json`;
}

/** All backups of a folder, newest first; none when there is no such folder. */
export function backupsIn(folder: string): Backup[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => backupAt(join(folder, name)));
}

/** One backup, whatever it is called. */
export function backupAt(path: string): Backup {
  const certificate = certificateOf(path);
  const [, year, month, day, hour, minute, second, events] = NAME.exec(basename(path)) ?? [];
  const named = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const atMs = Number.isNaN(named) ? Date.parse(certificate?.verifiedAt ?? '1970-01-01') : named;
  return { path, atMs, events: certificate?.events ?? Number(events ?? 0), certificate };
}

/** The newest that was verified. */
export function newestVerified(folder: string): Backup | undefined {
  return backupsIn(folder).find(({ certificate }) => certificate !== undefined);
}

/** A certificate that cannot be read certifies nothing. */
function certificateOf(path: string): Certificate | undefined {
  try {
    const found = JSON.parse(readFileSync(certificatePath(path), 'utf8')) as Partial<Certificate>;
    return typeof found.sha256 === 'string' && typeof found.events === 'number'
      ? (found as Certificate)
      : undefined;
  } catch {
    return undefined;
  }
}
