import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessLog } from '../../../agent/access/access-log.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { RecordFolder } from '../a-record.js';
import { Door } from './a-door.js';

let folder: RecordFolder;
let record: LabRecord;
let door: Door;
let troubles: string[];

beforeEach(async () => {
  folder = new RecordFolder();
  record = await folder.open();
  door = new Door();
  troubles = [];
  await door.accounts.addKey('notebook', 'viewer', 1);
});

afterEach(() => folder.remove());

function open(): AccessLog {
  return new AccessLog(door.file, record, ({ message }) => troubles.push(message));
}

function recorded(): Promise<string[]> {
  return record.db('events').where({ kind: 'access.changed' }).orderBy('seq').pluck('subject');
}

describe('a change of who may come in', () => {
  it('is recorded once and waits no more', async () => {
    const log = open();
    await Promise.all([log.takeUp(), log.takeUp()]);
    await log.takeUp();
    expect(await recorded()).toEqual(['notebook']);
    expect((await door.file.current()).changes).toEqual([]);
  });

  it('is recorded once though the list cannot be written, which is told once', async () => {
    const log = open();
    const update = door.file.update.bind(door.file);
    door.file.update = () => Promise.reject(new Error('read-only'));
    for (let look = 0; look < 5; look++) await log.takeUp();
    expect(await recorded()).toEqual(['notebook']);
    expect(troubles).toEqual(['read-only']);
    door.file.update = update;
    await door.accounts.addKey('plotter', 'viewer', 1);
    await log.takeUp();
    expect(await recorded()).toEqual(['notebook', 'plotter']);
    expect((await door.file.current()).changes).toEqual([]);
  });
});
