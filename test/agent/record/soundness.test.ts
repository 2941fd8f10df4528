import { closeSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import knex, { type Knex } from 'knex';
import type { LabRecord } from '../../../agent/record/record.js';
import { damageAnywhere, damageAtOpening } from '../../../agent/record/soundness.js';
import { OPENING, RecordFolder } from '../a-record.js';

/** Every record is a large one. */
const LARGE = 0;
const PAGE_BYTES = 4096;

describe('the check at opening a large record', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
  });
  afterEach(() => folder.remove());

  /** The first page of a table is overwritten, and the file opened without any check. */
  async function afterDamageTo<T>(table: string, look: (db: Knex) => Promise<T>): Promise<T> {
    const pages = await record.db('sqlite_master').where({ name: table }).pluck<number[]>('rootpage');
    await record.close();
    const file = openSync(folder.path, 'r+');
    writeSync(file, Buffer.alloc(40, 7), 0, 40, (pages[0]! - 1) * PAGE_BYTES);
    closeSync(file);
    const db = knex({
      client: 'sqlite3',
      connection: { filename: folder.path },
      useNullAsDefault: true,
    });
    return look(db).finally(() => db.destroy());
  }

  it('finds nothing in a sound one', async () => {
    expect(await damageAtOpening(record.db, LARGE)).toEqual([]);
    expect(await damageAnywhere(record.db)).toEqual([]);
  });

  it('finds damage to a table whose rows carry no hash', async () => {
    expect(await afterDamageTo('experiments', (db) => damageAtOpening(db, LARGE))).not.toEqual([]);
  });

  it('leaves damage to the rows of data to the whole check', async () => {
    const [atOpening, anywhere] = await afterDamageTo('chunks', async (db) => [
      await damageAtOpening(db, LARGE),
      await damageAnywhere(db),
    ]);
    expect(atOpening).toEqual([]);
    expect(anywhere).not.toEqual([]);
  });

  it('finds that the newest events were changed', async () => {
    await record.db('events').where({ seq: 3 }).update({ subject: 'P0002' });
    expect(await damageAtOpening(record.db, LARGE)).toEqual(['event 3 (proposal.decided) was changed']);
  });

  it('refuses a file that was cut off', async () => {
    await record.close();
    truncateSync(folder.path, statSync(folder.path).size - 2 * PAGE_BYTES);
    await expect(folder.open()).rejects.toMatchObject({ fault: 'damaged' });
  });
});
