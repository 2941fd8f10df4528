/** SQLite's own limit of pages stands for the full disk: it is met in the same place, with the same error. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Reserve } from '../../../agent/record/reserve.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';
import { AN_EXPERIMENT } from './an-experiment.js';
import { dumpOf, note } from './dump.js';

const NO_LIMIT = 2 ** 30;

async function allow(record: LabRecord, morePages: number): Promise<void> {
  const [held] = await record.db.raw<{ page_count: number }[]>('PRAGMA page_count');
  await record.db.raw(`PRAGMA max_page_count = ${Math.min(held!.page_count + morePages, NO_LIMIT)}`);
}

/** How many writes were acknowledged before the first that was refused, and its error. */
async function writeUntilFull(record: LabRecord): Promise<{ done: number; error: unknown }> {
  for (const [done, write] of AN_EXPERIMENT.entries()) {
    try {
      await write(record);
    } catch (error) {
      return { done, error };
    }
  }
  return { done: AN_EXPERIMENT.length, error: undefined };
}

describe('a disk that is full', () => {
  let folders: RecordFolder[];
  beforeEach(() => {
    folders = [];
  });
  afterEach(() => Promise.all(folders.map((folder) => folder.remove())));

  const open = (): Promise<LabRecord> => {
    const folder = new RecordFolder();
    folders.push(folder);
    return folder.open();
  };

  it('stops any write whole: the record is what was acknowledged, and goes on when there is space', async () => {
    const reference = await open();
    const states = [await dumpOf(reference.db)];
    for (const write of AN_EXPERIMENT) {
      await write(reference);
      states.push(await dumpOf(reference.db));
    }
    const refusedAt = new Set<number>();
    let pages = 0;
    for (; ; pages++) {
      const record = await open();
      await allow(record, pages);
      const { done, error } = await writeUntilFull(record);
      if (error === undefined) break;
      refusedAt.add(done);
      expect(error).toMatchObject({ name: 'RecordError', fault: 'full', cause: { code: 'SQLITE_FULL' } });
      expect(await dumpOf(record.db)).toEqual(states[done]);
      expect((await verify(record.db)).problems).toEqual([]);

      await allow(record, NO_LIMIT);
      for (const write of AN_EXPERIMENT.slice(done)) await write(record);
      expect(await dumpOf(record.db)).toEqual(states.at(-1));
      await record.close();
    }
    process.stdout.write(
      `N ${pages} full disks, a page more each; refused of ${AN_EXPERIMENT.length} writes: ${[...refusedAt].join(' ')}\n`,
    );
    expect(refusedAt.size).toBeGreaterThan(8);
  });

  it('takes a write that was refused once when room was made for it, and tells once', async () => {
    const record = await open();
    const told: number[] = [];
    record.onEvent(({ seq }) => told.push(seq));
    record.onFull(async () => {
      await allow(record, 100);
      return true;
    });
    await allow(record, 0);
    await record.append(note('x'.repeat(60_000)));
    await record.append(note('and the next'));
    expect(told).toEqual([1, 2]);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('refuses a write that finds no room the second time, once for each write, with what to do', async () => {
    const record = await open();
    let asked = 0;
    record.onFull(() => Promise.resolve(++asked > 0));
    await allow(record, 0);
    for (const write of [1, 2]) {
      await expect(record.append(note('x'.repeat(60_000)))).rejects.toThrow(
        /nothing of it was stored; free space/,
      );
      expect(asked).toBe(write);
    }
    expect(record.length).toBe(0);
  });

  it('does not touch what fails for another reason', async () => {
    const record = await open();
    record.onFull(() => Promise.reject(new Error('was asked for room')));
    const gap = { columns: ['a'], from: 5, rows: [[1]] };
    await expect(record.appendRows('j', gap)).rejects.toThrow(/are missing: fetch from 0/);
  });
});

describe('the reserve', () => {
  const folder = new RecordFolder();
  afterEach(() => folder.remove());

  it('is made once, given back once, and made again', async () => {
    const reserve = new Reserve(join(folder.folder, 'disk-reserve'), 3_000_000);
    expect(await reserve.release()).toBe(false);
    for (const _ of [1, 2]) {
      expect(await reserve.make()).toBe(true);
      expect(await reserve.isHeld()).toBe(true);
      expect(await reserve.release()).toBe(true);
      expect(await reserve.isHeld()).toBe(false);
    }
  });
});
