import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import { sha256 } from '../../../../agent/record/hash-chain.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { chunkWindows, readSeries } from '../../../../agent/record/series/series.js';
import { RecordFolder } from '../../a-record.js';

const COLUMNS = ['testTimeS', 'voltageV'];

describe('a stored series', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    for (let from = 0; from < 9; from += 3) {
      const rows = [from, from + 1, from + 2].map((row) => [row, 3 + row / 10]);
      await record.appendRows('E0001.age', { columns: COLUMNS, from, rows });
    }
  });
  afterEach(() => folder.remove());

  const change = (values: { payload?: Buffer; sha256?: string; columns?: string }) =>
    record.db('chunks').where({ from_row: 3 }).update(values);
  const rowsOf = async () => (await readSeries(record.db, 'E0001.age')).rows;

  it('names file, job and rows, and what to do, when a byte of it was changed', async () => {
    const { payload } = await record.db('chunks').where({ from_row: 3 }).first<{ payload: Buffer }>();
    payload[payload.length - 1]! ^= 1;
    await change({ payload });
    const message =
      /record\.sqlite: E0001\.age: rows 3 to 5 were changed: SHA-256 .* there is no verified backup/;
    await expect(rowsOf()).rejects.toMatchObject({ name: 'RecordError', fault: 'damaged' });
    await expect(rowsOf()).rejects.toThrow(message);
  });

  it('says so when it cannot be unpacked, and keeps why', async () => {
    const payload = Buffer.from('no deflated stream');
    await change({ payload, sha256: sha256(payload) });
    await expect(rowsOf()).rejects.toMatchObject({ fault: 'damaged', cause: { code: 'Z_DATA_ERROR' } });
    await expect(rowsOf()).rejects.toThrow(/rows 3 to 5 cannot be unpacked/);
  });

  it('says so when it holds more or fewer numbers than its rows need', async () => {
    const payload = deflateSync(Buffer.alloc(40));
    await change({ payload, sha256: sha256(payload) });
    await expect(rowsOf()).rejects.toThrow(/rows 3 to 5 hold 40 bytes where 48 were expected/);
  });

  it('says so when a piece is gone or has other columns', async () => {
    await change({ columns: '["testTimeS","currentA"]' });
    await expect(rowsOf()).rejects.toThrow(/rows 3 to 5 are under .*currentA.* where .*voltageV/);
    await record.db('chunks').where({ from_row: 3 }).delete();
    await expect(rowsOf()).rejects.toThrow(/E0001\.age: row 3 was expected and is not there/);
  });

  it('is read from any row on, a window of whole pieces at a time', async () => {
    const begins: number[][] = [];
    for await (const window of chunkWindows(record.db, 'E0001.age', 4, 4)) {
      begins.push(window.map((chunk) => chunk.from_row));
    }
    expect(begins).toEqual([[3, 6]]);
  });
});
