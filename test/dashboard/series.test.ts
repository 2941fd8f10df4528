import { describe, expect, it } from '@jest/globals';
import { rowsBetween } from '../../dashboard/data/series.js';

const points = [0, 10, 20, 30].map((timeS, k) => ({ row: 100 * k, timeS, value: k }));

describe('the rows of a stretch of time', () => {
  it('reach one point beyond, so that lines go to the edges', () => {
    expect(rowsBetween(points, 12, 18)).toEqual({ fromRow: 100, toRow: 201 });
  });

  it('end where the record does', () => {
    expect(rowsBetween(points, -5, 99)).toEqual({ fromRow: 0, toRow: 301 });
  });

  it('are none where nothing has a time', () => {
    expect(rowsBetween([{ row: 0, timeS: null, value: 1 }], 0, 1)).toBeUndefined();
  });
});
