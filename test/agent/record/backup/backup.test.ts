import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../../core/clock.js';
import { backUp } from '../../../../agent/record/backup/backup.js';
import { ALL_PAGES } from '../../../../agent/record/backup/page-copy.js';
import { backupFolderOf, backupsIn } from '../../../../agent/record/backup/backup-folder.js';
import { openDatabase } from '../../../../agent/record/database.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { nameMark } from '../../../../agent/record/backup/restoration.js';
import { chooseBackup, restore } from '../../../../agent/record/backup/restore.js';
import { verify } from '../../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../../a-record.js';
import { dumpOf, flipBit, note } from '../dump.js';

const HOUR_MS = 3_600_000;

describe('a backup', () => {
  let folder: RecordFolder;
  let clock: ManualClock;
  let backups: string;
  beforeEach(() => {
    folder = new RecordFolder();
    clock = new ManualClock();
    backups = backupFolderOf(folder.path);
  });
  afterEach(() => folder.remove());

  const filled = async (): Promise<LabRecord> => {
    const record = await folder.open();
    await record.append(...OPENING);
    return record;
  };

  it('made while the record is written is a prefix of it, row for row, and restores', async () => {
    const record = await filled();
    for (let n = 0; n < 60; n++) await record.append(note('x'.repeat(4000)));
    const copied = new AbortController();
    const writing = (async () => {
      for (let n = 0; !copied.signal.aborted; n++) {
        await record.append(note(`during ${n}`));
        await record.appendRows('j', { columns: ['a'], from: n, rows: [[n]] });
      }
    })();
    const backup = await backUp(record.db, { folder: backups, clock, pagesPerStep: 4 }).finally(() => {
      copied.abort();
    });
    await writing;
    const whole = await dumpOf(record.db);
    await record.close();

    const restored = await restore(folder.path, backup, clock);
    const db = await openDatabase(folder.path, { create: false });
    const held = await dumpOf(db);
    expect((await verify(db)).problems).toEqual(['j: rows of a command that was never intended']);
    await db.destroy();
    expect(backup.events).toBeGreaterThan(64);
    expect(held['events']!.slice(0, -1)).toEqual(whole['events']!.slice(0, backup.events));
    expect(held['events']!.at(-1)).toMatch(`restored from ${backup.path} with ${backup.events} events`);
    expect(held['chunks']).toEqual(whole['chunks']!.slice(0, held['chunks']!.length));
    expect(restored).toMatchObject({
      events: backup.events,
      aside: `${folder.path}.damaged-20260101T000000Z`,
    });
    expect(existsSync(restored.aside!)).toBe(true);
  });

  it('is named for its time and last event, has a certificate, and leaves nothing unfinished', async () => {
    const record = await filled();
    writeFileSync(join(folder.folder, 'x'), '');
    await backUp(record.db, { folder: backups, clock });
    await clock.advance(HOUR_MS);
    await backUp(record.db, { folder: backups, clock });
    expect(readdirSync(backups).sort()).toEqual([
      'record-20260101T000000Z-000004.sqlite',
      'record-20260101T000000Z-000004.sqlite.json',
      'record-20260101T010000Z-000004.sqlite',
      'record-20260101T010000Z-000004.sqlite.json',
    ]);
    expect(backupsIn(backups)[0]).toMatchObject({ events: 4, certificate: { events: 4 } });
  });

  it('removes what a crash left a day ago, and nothing that another process may be at', async () => {
    const record = await filled();
    await clock.advance(25 * HOUR_MS);
    mkdirSync(join(backups, 'record-20260101T005959Z.partial-a1b2c3'), { recursive: true });
    writeFileSync(join(backups, 'record-20260101T005959Z.partial-a1b2c3', 'record.sqlite'), 'half');
    writeFileSync(join(backups, 'record-20260101T000000Z.partial'), 'of an earlier version');
    writeFileSync(join(backups, 'record-20260101T010000Z.partial'), 'it may be at work');
    const { path } = await backUp(record.db, { folder: backups, clock });
    const kept = ['record-20260101T010000Z.partial', basename(path), `${basename(path)}.json`];
    expect(readdirSync(backups).sort()).toEqual(kept);
  });

  it('made beside another into the same folder disturbs it in nothing, in the same second either', async () => {
    const record = await filled();
    for (let n = 0; n < 60; n++) await record.append(note('x'.repeat(4000)));
    const hourly = backUp(record.db, { folder: backups, clock, pagesPerStep: 4 });
    while (!readdirSync(folder.folder).includes('backups') || readdirSync(backups).length === 0)
      await setImmediate();
    const db = await openDatabase(folder.path, { create: false, readOnly: true });
    const byHand = await backUp(db, { folder: backups, clock, pagesPerStep: ALL_PAGES });
    await db.destroy();
    const names = ['record-20260101T000000Z-000064.sqlite', 'record-20260101T000001Z-000064.sqlite'];
    expect([(await hourly).path, byHand.path].sort()).toEqual(names.map((name) => join(backups, name)));
    expect(readdirSync(backups)).toEqual([names[1], `${names[1]}.json`]);
    expect((await chooseBackup(backupsIn(backups))).refused).toEqual([]);
  });

  it('makes room for newer ones', async () => {
    const record = await filled();
    for (let hour = 0; hour < 27; hour++) {
      await backUp(record.db, { folder: backups, clock });
      await clock.advance(HOUR_MS);
    }
    // The newest of 24 hours; of the hours before, the day that ended with its 24th backup is among them.
    expect(backupsIn(backups)).toHaveLength(24);
    expect(readdirSync(backups)).toHaveLength(48);
  });

  it('of a record whose chain is broken is refused and not kept', async () => {
    const record = await filled();
    await record.db.raw("UPDATE events SET body = '{}' WHERE seq = 3");
    await expect(backUp(record.db, { folder: backups, clock })).rejects.toMatchObject({
      fault: 'damaged',
      message: expect.stringMatching(/event 3 \(.+\) was changed; do not use it/),
    });
    expect(readdirSync(backups)).toEqual([]);
  });

  it('ends with the reason of its signal, and leaves nothing', async () => {
    const record = await filled();
    const signal = AbortSignal.abort(new Error('the agent ends'));
    await expect(backUp(record.db, { folder: backups, clock, signal })).rejects.toThrow('the agent ends');
    expect(readdirSync(backups)).toEqual([]);
  });

  it('that changed by a bit, or was cut, is named and not used; an older one is', async () => {
    const record = await filled();
    const oldest = await backUp(record.db, { folder: backups, clock });
    const broken: string[] = [];
    for (const spoil of [
      (path: string) => {
        flipBit(path, 9000);
      },
      (path: string) => {
        truncateSync(path, 8192);
      },
    ]) {
      await clock.advance(HOUR_MS);
      const { path } = await backUp(record.db, { folder: backups, clock });
      spoil(path);
      broken.unshift(path);
    }
    const { backup, refused } = await chooseBackup(backupsIn(backups));
    expect(backup).toEqual(oldest);
    expect(refused).toEqual(
      broken.map((path) => ({ path, reason: expect.stringMatching(/not those that were verified/) })),
    );
  });

  it('without a certificate is used when it is asked for and sound, refused when it is not', async () => {
    const record = await filled();
    const { path } = await backUp(record.db, { folder: backups, clock });
    const copy = join(folder.folder, 'from-a-stick.sqlite');
    copyFileSync(path, copy);
    const foreign = { path: copy, atMs: 0, events: 0, certificate: undefined };
    expect((await chooseBackup([foreign])).backup).toEqual(foreign);
    writeFileSync(copy, readFileSync(copy).fill(7, 4096, 12_000));
    expect((await chooseBackup([foreign])).refused[0]).toMatchObject({ path: copy });
  });
});

describe('a record that was restored', () => {
  const folder = new RecordFolder();
  afterEach(() => folder.remove());

  it('gives names that none of its other lives gave, and goes on in the lab time of its last event', async () => {
    const clock = new ManualClock();
    const record = await folder.open();
    await record.append(...OPENING);
    expect(await nameMark(record.db)).toBe('');
    const backup = await backUp(record.db, { folder: backupFolderOf(folder.path), clock });
    await record.close();
    const marks: string[] = [];
    for (let life = 0; life < 3; life++) {
      await clock.advance(HOUR_MS);
      await restore(folder.path, backup, clock);
      const again = await folder.open();
      marks.push(await nameMark(again.db));
      const labTimes = await again.db('events').orderBy('seq').pluck<string[]>('lab_at');
      expect(labTimes.at(-1)).toBe(labTimes.at(-2));
      await again.close();
    }
    expect(marks).toEqual(marks.map(() => expect.stringMatching(/^-[0-9a-f]{4}$/)));
    expect(new Set(marks).size).toBe(3);
  });
});

describe('a record that is damaged', () => {
  const folder = new RecordFolder();
  afterEach(() => folder.remove());

  it('names the newest verified backup, what it holds and the command; restoring twice loses no file', async () => {
    const clock = new ManualClock();
    const record = await folder.open();
    await record.append(...OPENING);
    const backup = await backUp(record.db, { folder: backupFolderOf(folder.path), clock });
    await record.close();
    for (const aside of ['', '-2']) {
      writeFileSync(folder.path, readFileSync(folder.path).fill(7, 2000, 8000));
      writeFileSync(`${folder.path}-wal`, 'the log of the damaged one');
      await expect(folder.open()).rejects.toMatchObject({
        fault: 'damaged',
        message: expect.stringMatching(
          new RegExp(
            `${backup.path} of 2026-01-01T00:00:00.000Z with 4 events; npx interphase restore ${folder.path}`,
          ),
        ),
      });
      writeFileSync(`${folder.path}-wal`, 'the log of the damaged one');
      const restored = await restore(folder.path, backup, clock);
      expect(restored.aside).toBe(`${folder.path}.damaged-20260101T000000Z${aside}`);
      expect(existsSync(`${restored.aside}-wal`)).toBe(true);
      const again = await folder.open();
      expect((await verify(again.db)).problems).toEqual([]);
      await again.close();
    }
  });
});
