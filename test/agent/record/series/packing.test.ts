import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PACKED_ROWS, packSeries } from '../../../../agent/record/series/packing.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { sealOf } from '../../../../agent/record/series/seal.js';
import { readSeries } from '../../../../agent/record/series/series.js';
import { verify } from '../../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../../a-record.js';

const JOB = 'E0001.age';
const value = fc.oneof(fc.double(), fc.constantFrom(NaN, -0, Infinity, 5e-324));

describe('packing the rows of a job', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
  });
  afterEach(() => folder.remove());

  async function store(jobId: string, rows: readonly (readonly number[])[], size: number): Promise<void> {
    for (let from = 0; from < rows.length; from += size) {
      await record.appendRows(jobId, { columns: ['a', 'b'], from, rows: rows.slice(from, from + size) });
    }
  }
  const bits = async (jobId: string) =>
    (await readSeries(record.db, jobId)).unpack().map((column) => Buffer.from(column.buffer).toString('hex'));
  const sizes = () => record.db('chunks').where({ job_id: JOB }).orderBy('from_row').pluck('rows');

  it('leaves every value as it was, bit for bit', async () => {
    let job = 0;
    const tables = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const jobId = `job-${++job}`;
        await store(jobId, rows, size);
        const before = await bits(jobId);
        await packSeries(record.db, jobId);
        expect(await bits(jobId)).toEqual(before);
        expect(await record.db('chunks').where({ job_id: jobId })).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  it('makes chunks of some thousands of rows, and goes on where rows came after it', async () => {
    const rows = Array.from({ length: 2 * PACKED_ROWS }, (_, row) => [row, -row]);
    await store(JOB, rows.slice(0, PACKED_ROWS + 100), 50);
    await packSeries(record.db, JOB);
    expect(await sizes()).toEqual([PACKED_ROWS + 2, 98]);
    await store(JOB, rows, 500);
    await packSeries(record.db, JOB);
    expect(await sizes()).toEqual([PACKED_ROWS + 2, PACKED_ROWS - 2]);
    expect((await readSeries(record.db, JOB)).rows).toEqual(rows);
  });

  it('leaves a settled job alone: the stream holds the hash of its chunks', async () => {
    await record.append(...OPENING, {
      kind: 'command.intended',
      subject: JOB,
      body: { experimentId: 'E0001', step: 'age', instrument: 'cycler', task: {}, effect: 'irreversible' },
    });
    await store(JOB, [[1, 2], [3, 4]], 1); // prettier-ignore
    const body = { state: 'completed', ...(await sealOf(record.db, JOB)) } as const;
    await record.append({ kind: 'command.settled', subject: JOB, body });
    await packSeries(record.db, JOB);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('changes nothing where a write fails half-way', async () => {
    await store(JOB, [[1, 2], [3, 4], [5, 6]], 1); // prettier-ignore
    const before = await record.db('chunks').select();
    await record.db.raw(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON main.chunks BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await expect(packSeries(record.db, JOB)).rejects.toThrow(/disk full/);
    expect(await record.db('chunks').select()).toEqual(before);
  });

  it('leaves damage as it lies, for those who read the rows', async () => {
    await store(JOB, [[1, 2], [3, 4]], 1); // prettier-ignore
    await record
      .db('chunks')
      .where({ from_row: 1 })
      .update({ payload: Buffer.from('x') });
    await packSeries(record.db, JOB);
    expect(await sizes()).toEqual([1, 1]);
    await expect(bits(JOB)).rejects.toThrow(/rows 1 to 1 were changed/);
  });
});
