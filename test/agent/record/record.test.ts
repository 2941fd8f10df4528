import { closeSync, openSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase } from '../../../agent/record/database.js';
import { experimentsOf } from '../../../agent/record/experiments.js';
import { readSeries } from '../../../agent/record/series/series.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../a-record.js';

describe('the record', () => {
  let folder: RecordFolder;
  beforeEach(() => {
    folder = new RecordFolder();
  });
  afterEach(() => folder.remove());

  it('holds what was appended, after it was closed and opened again', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.close();
    const again = await folder.open();
    const [experiment] = await experimentsOf(again.db, 'C1');
    expect(experiment).toMatchObject({ id: 'E0001', status: 'running', parameters: { 'additive.VC': 2 } });
    await again.append({ kind: 'notice', subject: 'lab', body: { level: 'info', text: 'goes on' } });
    expect((await verify(again.db)).problems).toEqual([]);
    await again.close();
  });

  it('appends all events of a call or none', async () => {
    const record = await folder.open();
    const broken = { ...OPENING[3]!, subject: 'E0002' } as (typeof OPENING)[number];
    await expect(record.append(OPENING[0]!, broken)).rejects.toThrow(/FOREIGN KEY/);
    expect(await record.db('events').count({ n: '*' })).toEqual([{ n: 0 }]);
    await record.append(...OPENING);
    expect((await verify(record.db)).problems).toEqual([]);
    await record.close();
  });

  it('tells listeners after the event is durable, and survives one that throws', async () => {
    const record = await folder.open();
    const seen: string[] = [];
    record.onEvent(() => {
      throw new Error('mine alone');
    });
    record.onEvent((event) => seen.push(event.kind));
    await record.append(...OPENING);
    expect(seen).toEqual(OPENING.map((event) => event.kind));
    expect(folder.troubles).toHaveLength(OPENING.length);
    await record.close();
  });

  it('gives back every row of a series bit for bit, however it was cut into pieces', async () => {
    const record = await folder.open();
    const rows = fc.array(fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    });
    let job = 0;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 20 }), async (all, size) => {
        const jobId = `job-${++job}`;
        for (let from = 0; from < all.length; from += size) {
          await record.appendRows(jobId, { columns: ['a', 'b'], from, rows: all.slice(from, from + size) });
        }
        expect((await readSeries(record.db, jobId)).rows).toEqual(all);
      }),
      { numRuns: 25 },
    );
    await record.close();
  });

  it('does not store a row twice and does not bridge a gap', async () => {
    const record = await folder.open();
    await record.appendRows('j', { columns: ['a'], from: 0, rows: [[1], [2]] });
    await record.appendRows('j', { columns: ['a'], from: 0, rows: [[1], [2], [3]] });
    expect((await readSeries(record.db, 'j')).rows).toEqual([[1], [2], [3]]);
    await expect(record.appendRows('j', { columns: ['a'], from: 5, rows: [[6]] })).rejects.toThrow(
      /fetch from 3/,
    );
    await record.close();
  });

  it.each([
    [
      'a changed body',
      "UPDATE events SET body = replace(body, 'accepted', 'refused') WHERE seq = 3",
      /event 3 .* was changed/,
    ],
    ['a removed event', 'DELETE FROM events WHERE seq = 2', /event 2 is missing/],
    ['a changed table', "UPDATE experiments SET status = 'completed'", /experiments: the table is not what/],
    [
      'an invented experiment',
      "INSERT INTO observations VALUES ('E0001','x',1,1,'1','valid','',2)",
      /observations: the table/,
    ],
    ['changed rows', "UPDATE chunks SET payload = x'00'", /j: rows 0 to 0 were changed/],
  ])('notices %s', async (_what, sql, problem) => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.appendRows('j', { columns: ['a'], from: 0, rows: [[1]] });
    await record.db.raw(sql);
    const { problems } = await verify(record.db);
    expect(problems.some((line) => problem.test(line))).toBe(true);
    await record.close();
  });

  it('refuses a record of a newer version and leaves it as it is', async () => {
    const record = await folder.open();
    await record.db('knex_migrations').insert({ name: '9999-from-the-future', batch: 2 });
    await record.close();
    await expect(folder.open()).rejects.toMatchObject({ name: 'RecordError', fault: 'newer' });
  });

  it('refuses a damaged file', async () => {
    const record = await folder.open();
    await record.append(...OPENING);
    await record.close();
    const file = openSync(folder.path, 'r+');
    writeSync(file, Buffer.alloc(6000, 7), 0, 6000, 2000);
    closeSync(file);
    await expect(folder.open()).rejects.toMatchObject({ name: 'RecordError', fault: 'damaged' });
  });

  it('refuses a file that is no database, and a path that is not there', async () => {
    const file = openSync(folder.path, 'w');
    writeSync(file, 'not a database, not at all, just some words that somebody wrote');
    closeSync(file);
    await expect(folder.open()).rejects.toMatchObject({ fault: 'damaged' });
    const missing = `${folder.path}.missing`;
    await expect(openDatabase(missing, { create: false })).rejects.toMatchObject({ fault: 'unusable' });
  });
});
