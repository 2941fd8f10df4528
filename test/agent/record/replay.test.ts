import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../../agent/record/database.js';
import { experimentOf } from '../../../agent/record/experiments.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../a-record.js';

describe('the tables of a record', () => {
  let folder: RecordFolder;
  beforeEach(async () => {
    folder = new RecordFolder();
    const record = await folder.open();
    await record.append(...OPENING);
    await record.close();
  });
  afterEach(() => folder.remove());

  const reopen = () => openDatabase(folder.path, { create: false });

  it('are built from the stream when a crash came between a new schema and the building', async () => {
    const before = await reopen();
    await before.raw('PRAGMA user_version = 0');
    await before('experiments').update({ status: 'completed' });
    await before.destroy();
    const after = await reopen();
    expect(await experimentOf(after, 'E0001')).toMatchObject({ status: 'running' });
    expect((await verify(after)).problems).toEqual([]);
    await after.destroy();
  });

  it('are not built again at every opening: what was changed by hand is found by verifying', async () => {
    const before = await reopen();
    await before('experiments').update({ status: 'completed' });
    await before.destroy();
    const after = await reopen();
    expect((await verify(after)).problems).toEqual([
      'experiments: the table is not what the stream of events says',
    ]);
    expect((await verify(after, { rebuild: false })).problems).toEqual([]);
    await after.destroy();
  });
});
