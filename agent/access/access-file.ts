/**
 * The access list on disk: `access.json` in the data folder, for its owner only. Not in the record: what is recorded is
 * told to everybody who listens, is copied with every backup and can never be taken back, and a hash of a password
 * must be none of that. Command line and agent both write it; a lock beside it lets them take turns.
 */
import { mkdirSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { renameDurably, syncFile } from '../record/backup/durable-file.js';
import { takeLock } from '../record/lock.js';
import { accessListSchema, NOBODY, type AccessList } from './access-list.js';

const FILE = 'access.json';
const LOCK = 'access.lock';
const PATIENCE_MS = 5000;

export class AccessFile {
  readonly path: string;
  private read: { readonly stamp: string; readonly list: AccessList } | undefined;

  constructor(
    private readonly data: string,
    private readonly clock: Clock,
  ) {
    this.path = join(data, FILE);
  }

  /**
   * The list as it is now; nobody when there is none yet.
   * @throws {Error} when the file cannot be read or is no access list; nobody is let in then
   */
  async current(): Promise<AccessList> {
    const stamp = await stampOf(this.path);
    if (stamp === undefined) return NOBODY;
    if (this.read?.stamp !== stamp) this.read = { stamp, list: await readList(this.path) };
    return this.read.list;
  }

  /** Changes the list; it is on disk, whole, when this resolves. @throws what `change` throws, and nothing was changed */
  async update(change: (list: AccessList) => AccessList): Promise<void> {
    mkdirSync(this.data, { recursive: true });
    const release = await takeLock(join(this.data, LOCK), this.clock, PATIENCE_MS);
    try {
      const before = await this.current();
      const after = change(before);
      if (after !== before) await writeWhole(this.path, `${JSON.stringify(after, null, 2)}\n`);
    } finally {
      await release();
    }
  }
}

/** A file that was replaced is another one, whatever the clock says. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino}-${size}-${mtimeNs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw outOfReach(path, error);
  }
}

async function readList(path: string): Promise<AccessList> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw outOfReach(path, cause);
  });
  try {
    return accessListSchema.parse(JSON.parse(text));
  } catch (cause) {
    const advice = 'mend it, or remove it and add users anew with interphase users add';
    throw new Error(`${path} is not a list of users and keys that can be read: ${advice}`, { cause });
  }
}

/** The list may be as sound as ever: whoever removed it would lose every user for nothing. */
function outOfReach(path: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const advice =
    code === 'EACCES' || code === 'EPERM'
      ? 'run this as the user whom it belongs to, or let this user read it'
      : 'look at the disk or drive that it lies on';
  return new Error(`the list of users and keys cannot be read (${message}): ${advice}`, { cause });
}

/** In place of the old file or not at all, also through a power cut. */
async function writeWhole(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await writeFile(fresh, text, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await syncFile(fresh);
  await renameDurably(fresh, path);
}
