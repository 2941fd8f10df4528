import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LabRecord } from '../../../../agent/record/record.js';
import { rowsHash, sealOf } from '../../../../agent/record/series/seal.js';
import { RecordFolder } from '../../a-record.js';

const JOB = 'E0001.form';

describe('the seal on the rows of a job', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.appendRows(JOB, { columns: ['voltageV', 'currentA'], from: 0, rows: [[1, 2]] });
  });
  afterEach(() => folder.remove());

  const rename = () => record.db('chunks').update({ columns: JSON.stringify(['currentA', 'voltageV']) });

  it('is broken by another name of a column, even where all rows are one chunk', async () => {
    const { rowsSha256 } = await sealOf(record.db, JOB);
    expect(await rowsHash(record.db, JOB, rowsSha256)).toBe(rowsSha256);
    await rename();
    expect(await rowsHash(record.db, JOB, rowsSha256)).not.toBe(rowsSha256);
  });

  it('of an older record lies over the values alone, and still does', async () => {
    const old = await rowsHash(record.db, JOB, '0'.repeat(64));
    expect(old).toMatch(/^[0-9a-f]{64}$/);
    await rename();
    expect(await rowsHash(record.db, JOB, old)).toBe(old);
  });

  it('says nothing of raw payloads where the driver hands none over', async () => {
    expect(await sealOf(record.db, JOB)).toEqual({ rows: 1, rowsSha256: expect.any(String) });
  });
});
