import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LabRecord } from '../../../agent/record/record.js';
import type { ReadTable } from '../../../agent/sources/read-tables.js';
import { readingsOf, recordTables } from '../../../agent/sources/tables.js';
import { RecordFolder } from '../a-record.js';

const table: ReadTable = {
  ...{ name: 'paper', file: 'paper.csv', fidelity: 'high', sha256: 'a', leftOut: ['1 row without a value'] },
  observations: [
    { parameters: { 'additive.VC': 2 }, results: { capacity_retention: { value: 95 } }, source: 'paper' },
  ],
};

describe('the tables of a campaign in its record', () => {
  const folder = new RecordFolder();
  let record: LabRecord;
  beforeAll(async () => {
    record = await folder.open();
  });
  afterAll(() => folder.remove());

  it('are kept with their rows when they are new or changed, and not again', async () => {
    await recordTables([table], 'C1', record);
    await recordTables([table], 'C1', record);
    expect(record.length).toBe(1);
    const [row] = table.observations;
    const known = [{ parameters: row!.parameters, results: row!.results }];
    expect((await readingsOf(record.db, 'C1')).get('paper')).toMatchObject({ rows: 1, known });
    await recordTables([{ ...table, sha256: 'b' }], 'C1', record);
    expect(record.length).toBe(2);
    expect((await readingsOf(record.db, 'C2')).size).toBe(0);
  });

  it('are kept once more where an earlier version kept their hash alone', async () => {
    const { file, fidelity, leftOut } = table;
    const body = { campaignId: 'C3', file, fidelity, rows: 1, leftOut, rowsSha256: 'a' };
    await record.append({ kind: 'source.read', subject: 'paper', body });
    const before = record.length;
    await recordTables([table], 'C3', record);
    await recordTables([table], 'C3', record);
    expect(record.length).toBe(before + 1);
  });
});
