import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../core/clock.js';
import { backUp } from '../../../agent/record/backup/backup.js';
import { backupFolderOf } from '../../../agent/record/backup/backup-folder.js';
import { openDatabase } from '../../../agent/record/database.js';
import { troubleOf } from '../../../agent/record/folder-trouble.js';
import { asRecordError } from '../../../agent/record/opening-trouble.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { note } from './dump.js';

describe('a record that cannot be opened', () => {
  let folder: RecordFolder;
  beforeEach(async () => {
    folder = new RecordFolder();
    const record = await folder.open();
    await record.append(...OPENING, note('x'.repeat(50_000)));
    await backUp(record.db, { folder: backupFolderOf(folder.path), clock: new SystemClock() });
    await record.close();
  });
  afterEach(() => folder.remove());

  const opened = () => openDatabase(folder.path, { create: true });

  it('because it was cut off says where it ends, where it should, and how to restore it', async () => {
    truncateSync(folder.path, 40_000);
    const expected = 4096 * readFileSync(folder.path).readUInt32BE(28);
    await expect(opened()).rejects.toMatchObject({
      fault: 'damaged',
      message: expect.stringMatching(
        `cut off: it ends after 40000 bytes, its header says ${expected}; .*npx interphase restore`,
      ),
    });
    expect(readFileSync(folder.path)).toHaveLength(40_000);
  });

  it('because nothing of it is left is not taken for a new one', async () => {
    writeFileSync(folder.path, '');
    await expect(opened()).rejects.toMatchObject({
      fault: 'damaged',
      message: expect.stringMatching(/the file is empty, and there are backups .*npx interphase restore/),
    });
    expect(readFileSync(folder.path)).toHaveLength(0);
  });

  it('because nothing was ever written into it is called empty', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'empty-')), 'record.sqlite');
    writeFileSync(path, '');
    await expect(openDatabase(path, { create: false, readOnly: true })).rejects.toMatchObject({
      fault: 'unusable',
      message: expect.stringMatching(/this is an empty file; name another file/),
    });
    rmSync(dirname(path), { recursive: true });
  });

  it('because it is none says what to do', async () => {
    const path = join(folder.folder, 'notes.txt');
    writeFileSync(path, 'a shopping list '.repeat(100));
    await expect(openDatabase(path, { create: true })).rejects.toMatchObject({ fault: 'damaged' });
    expect(readFileSync(path, 'utf8')).toContain('shopping');
  });

  it('because it is a folder says so in words, with a way to read it', async () => {
    const path = join(folder.folder, 'record.d');
    mkdirSync(path);
    await expect(openDatabase(path, { create: true })).rejects.toMatchObject({
      fault: 'unusable',
      message: expect.stringMatching(/may this user read and write it\? .* copy it/),
    });
  });

  it.each([
    ['SQLITE_BUSY', 'locked', /another program holds the file .*fuser/],
    ['SQLITE_FULL', 'full', /cannot be opened/],
    ['SQLITE_READONLY', 'unusable', /may this user read and write it/],
  ])('with %s is said so, and the cause is kept', async (code, fault, words) => {
    const cause = Object.assign(new Error(code), { code });
    const error = await asRecordError(folder.path, cause, () => '');
    expect(error).toMatchObject({ fault, message: expect.stringMatching(words), cause });
  });

  it('leaves a read-only file as it is', async () => {
    const before = readFileSync(folder.path);
    chmodSync(folder.path, 0o444);
    await openDatabase(folder.path, { create: false, readOnly: true }).then((db) => db.destroy());
    expect(readFileSync(folder.path)).toEqual(before);
  });
});

describe('a folder into which nothing can be written', () => {
  it.each([
    ['EROFS', /read-only file system: .*remount/],
    ['EACCES', /may not write in .*ls -ld/],
    ['ENOENT', /there is no folder/],
    ['EIO', /cannot be written \(EIO\)/],
  ])('is told by its code %s', (code, words) => {
    expect(troubleOf('/data', code)).toMatch(words);
  });
});
