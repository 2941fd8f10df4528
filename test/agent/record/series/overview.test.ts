import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overviewOf } from '../../../../agent/record/series/overview.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { RecordFolder } from '../../a-record.js';

const COLUMNS = ['testTimeS', 'voltageV'];
/** Without -0, which is neither less nor greater than 0. */
const number = fc.double({ noNaN: true }).map((each) => (each === 0 ? 0 : each));
const value = fc.oneof({ weight: 5, arbitrary: number }, { weight: 1, arbitrary: fc.constant(NaN) });

describe('the overview of a column', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let jobs = 0;
  beforeAll(async () => {
    folder = new RecordFolder();
    record = await folder.open();
  });
  afterAll(() => folder.remove());

  /** Row k is at 2 k seconds. */
  async function aJob(values: readonly number[], size = 7): Promise<string> {
    const jobId = `job-${++jobs}`;
    const rows = values.map((voltageV, row) => [2 * row, voltageV]);
    for (let from = 0; from < rows.length; from += size) {
      await record.appendRows(jobId, { columns: COLUMNS, from, rows: rows.slice(from, from + size) });
    }
    return jobId;
  }

  it('keeps the least and the greatest of every bucket, in recorded points, in order', async () => {
    const values = fc.array(value, { minLength: 1, maxLength: 60 });
    const ends = fc.tuple(fc.nat(60), fc.nat(60));
    await fc.assert(
      fc.asyncProperty(values, fc.integer({ min: 1, max: 12 }), ends, async (all, buckets, [a, b]) => {
        const [fromRow, toRow] = [Math.min(a, b), Math.max(a, b)];
        const range = { fromRow, toRow };
        const points = await overviewOf(record.db, await aJob(all), 'voltageV', buckets, range);
        const looked = all.slice(fromRow, toRow);
        const numbers = looked.filter((number) => !Number.isNaN(number));
        expect(points.length).toBeLessThanOrEqual(2 * buckets);
        for (const { row, timeS, value } of points) {
          expect({ timeS, value }).toEqual({ timeS: 2 * row, value: all[row] });
          expect(row >= fromRow && row < toRow).toBe(true);
        }
        expect(points.map(({ row }) => row)).toEqual(
          [...new Set(points.map(({ row }) => row))].sort(byNumber),
        );
        for (let bucket = 0; bucket < buckets; bucket++) {
          const inside = numbersIn(looked, bucket, buckets);
          const shown = points
            .filter(({ row }) => bucketOf(row - fromRow, looked.length, buckets) === bucket)
            .map((point) => point.value);
          expect([Math.min(...shown), Math.max(...shown)]).toEqual([
            Math.min(...inside),
            Math.max(...inside),
          ]);
        }
        const shown = points.map((point) => point.value);
        expect(Math.max(...shown)).toBe(Math.max(...numbers));
        expect(Math.min(...shown)).toBe(Math.min(...numbers));
      }),
      { numRuns: 60 },
    );
  });

  it('shows every row where there are no more than two in a bucket', async () => {
    const points = await overviewOf(record.db, await aJob([3, 1, 2, 5]), 'voltageV', 2);
    expect(points.map((point) => point.value)).toEqual([3, 1, 2, 5]);
  });

  it('is empty where nothing was recorded, and leaves a gap where there are no numbers', async () => {
    expect(await overviewOf(record.db, 'nobody', 'voltageV', 5)).toEqual([]);
    const points = await overviewOf(record.db, await aJob([1, NaN, NaN, 4]), 'voltageV', 4);
    expect(points.map(({ row }) => row)).toEqual([0, 3]);
  });

  it('names the columns that there are when asked for another, and wants a bucket', async () => {
    const jobId = await aJob([1]);
    await expect(overviewOf(record.db, jobId, 'currentA', 5)).rejects.toThrow(
      /no column currentA; it has testTimeS, voltageV/,
    );
    await expect(overviewOf(record.db, jobId, 'voltageV', 0)).rejects.toThrow(/1 bucket or more/);
  });

  it('has no time where the job records none', async () => {
    await record.appendRows('spectrum', { columns: ['realOhm'], from: 0, rows: [[7]] });
    expect(await overviewOf(record.db, 'spectrum', 'realOhm', 3)).toEqual([
      { row: 0, timeS: null, value: 7 },
    ]);
  });
});

const byNumber = (a: number, b: number): number => a - b;

function bucketOf(row: number, rows: number, buckets: number): number {
  return Math.floor((row * buckets) / rows);
}

function numbersIn(values: readonly number[], bucket: number, buckets: number): number[] {
  return values.filter(
    (each, row) => !Number.isNaN(each) && bucketOf(row, values.length, buckets) === bucket,
  );
}
