/** What keeps a record's file from being opened: SQLite's result codes in words that say what was found and what to do. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { newestVerified, backupFolderOf } from './backup/backup-folder.js';
import { isDiskFull } from './disk-full.js';
import { folderTrouble } from './folder-trouble.js';
import { RecordError } from './record-error.js';

/** @param remedy what to do with a damaged file */
export async function asRecordError(path: string, error: unknown, remedy: () => string): Promise<unknown> {
  if (error instanceof RecordError) return error;
  const { code = '', message = String(error) } = error as {
    readonly code?: string;
    readonly message?: string;
  };
  const refusal = (fault: RecordError['fault'], text: string): RecordError =>
    new RecordError(path, fault, text, { cause: error });
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return refusal('damaged', `${cutOff(path) ?? `not a sound SQLite file (${message})`}; ${remedy()}`);
  if (code === 'SQLITE_BUSY')
    return refusal('locked', `another program holds the file ("fuser ${path}"); end it and start again`);
  if (isDiskFull(error))
    return refusal('full', `cannot be opened: ${(await folderTrouble(dirname(path))) ?? message}`);
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || code === 'SQLITE_IOERR')
    return refusal('unusable', await whyNotOpened(path, message));
  return refusal('unusable', `cannot be opened: ${message}`);
}

/** SQLite makes files beside a record even to read it: the log and its index. */
async function whyNotOpened(path: string, message: string): Promise<string> {
  const trouble = await folderTrouble(dirname(path));
  const why = trouble ?? `may this user read and write it? ("ls -l ${path}")`;
  return `cannot be opened: ${why}. To read it all the same, copy it, with its -wal if there is one, into a folder of your own (${message})`;
}

/** A file says in its header how long it is (SQLite, fileformat.html, 1.3). */
function cutOff(path: string): string | undefined {
  const bytes = statSync(path).size;
  const header = Buffer.alloc(32);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, 32, 0) < 32 || !header.toString('latin1').startsWith('SQLite format 3'))
      return undefined;
  } finally {
    closeSync(file);
  }
  const page = header.readUInt16BE(16);
  const expected = (page === 1 ? 65_536 : page) * header.readUInt32BE(28);
  return bytes < expected ? `cut off: it ends after ${bytes} bytes, its header says ${expected}` : undefined;
}

/**
 * An empty file is what a first start leaves that ended at once, and is filled then; where there are backups it was a record.
 * @throws {RecordError} `damaged`
 */
export function refuseEmptied(path: string, remedy: () => string): void {
  const isEmpty = statSync(path, { throwIfNoEntry: false })?.size === 0;
  const hasLog = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (isEmpty && hasLog === 0 && newestVerified(backupFolderOf(path)))
    throw new RecordError(path, 'damaged', `the file is empty, and there are backups of it; ${remedy()}`);
}
