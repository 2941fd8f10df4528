import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CYCLER_COLUMNS, IMPEDANCE_COLUMNS } from '../../../drivers/cycler.js';
import { RowMemory } from '../../../simulators/cycler/row-memory.js';
import { temporaryFolder } from './fixtures.js';

const WIDE = [...CYCLER_COLUMNS, ...IMPEDANCE_COLUMNS];
const row = fc.array(fc.double(), { minLength: WIDE.length, maxLength: WIDE.length });

describe('the memory of rows', () => {
  it('gives back every double, in pages, after any number of appends and a power loss', () => {
    const folder = temporaryFolder();
    let job = 0;
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 5 }), (appends) => {
        const jobId = `job-${++job}`;
        const memory = new RowMemory(folder);
        memory.begin(jobId, WIDE);
        for (const rows of appends) memory.append(jobId, rows);
        for (const each of [memory, new RowMemory(folder)]) {
          expect(each.count(jobId)).toBe(appends.flat().length);
          expect(each.columns(jobId)).toEqual(WIDE);
          expect(each.page(jobId, 0, 100)).toEqual(appends.flat());
          expect(each.page(jobId, 3, 2)).toEqual(appends.flat().slice(3, 5));
          expect(each.last(jobId)).toEqual(appends.flat().at(-1));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out a row that a power loss cut off', () => {
    const folder = temporaryFolder();
    const memory = new RowMemory(folder);
    memory.begin('job', CYCLER_COLUMNS);
    memory.append('job', [
      [1, 1, 1, 3.7, 0, 298],
      [2, 1, 1, 3.8, 0, 298],
    ]);
    const path = join(folder, 'job.rows');
    truncateSync(path, statSync(path).size - 5);
    expect(new RowMemory(folder).page('job', 0, 10)).toEqual([[1, 1, 1, 3.7, 0, 298]]);
  });

  it('never goes on behind what a full disk took of rows that it refused', () => {
    const folder = temporaryFolder();
    const memory = new RowMemory(folder);
    const rows = [1, 2].map((timeS) => [timeS, 1, 1, 3.7, 0, 298]);
    memory.begin('job', CYCLER_COLUMNS);
    memory.append('job', rows.slice(0, 1));
    appendFileSync(join(folder, 'job.rows'), 'a part');
    memory.append('job', rows.slice(1));
    for (const each of [memory, new RowMemory(folder)]) expect(each.page('job', 0, 10)).toEqual(rows);
  });

  it('knows no rows of a job that it never heard of', () => {
    const memory = new RowMemory(temporaryFolder());
    expect([memory.count('?'), memory.last('?'), memory.page('?', 5, 5)]).toEqual([0, undefined, []]);
    expect(memory.columns('?')).toEqual(CYCLER_COLUMNS);
  });
});
