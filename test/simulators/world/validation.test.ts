import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { ROWS } from '../../../bench/physics/rows.js';

/** Rows against runs that are kept beside the repository. */
const BESIDE = [4, 5, 6, 7, 8, 9];
const there = existsSync('../shared/reference/physics-golden.json');
const quick = ROWS.filter((row) => !row.slow);

describe('the validation table', () => {
  it('numbers each row once', () => {
    expect(new Set(ROWS.map((row) => row.number)).size).toBe(ROWS.length);
  });

  for (const row of quick) {
    const known = there || !BESIDE.includes(row.number);
    (known ? it : it.skip)(
      `row ${row.number}: ${row.quantity}: ${row.reference}${known ? '' : ' (runs are not there)'}`,
      () => {
        expect(row.check()).toMatchObject({ pass: true });
      },
    );
  }
});
