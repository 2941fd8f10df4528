import { describe, expect, it } from '@jest/globals';
import { changed, merged, rowsBetween } from '../../dashboard/data/series.js';

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

describe('what is looked at', () => {
  const all = { fromS: 0, toS: 1000 };

  it('is fine where that is known and coarse around it, and no point stands twice', () => {
    const fine = [100, 150, 200].map((row) => ({ row, timeS: row / 10, value: row }));
    expect(merged(points, fine).map(({ row }) => row)).toEqual([0, 100, 150, 200, 300]);
    expect(merged(points, [])).toBe(points);
  });

  it('zooms around its middle and moves, but not beyond what there is', () => {
    expect(changed(all, all, 0.5, 0)).toEqual({ fromS: 250, toS: 750 });
    expect(changed({ fromS: 250, toS: 750 }, all, 1, 0.5)).toEqual({ fromS: 500, toS: 1000 });
    expect(changed({ fromS: 500, toS: 1000 }, all, 1, 0.5)).toEqual({ fromS: 500, toS: 1000 });
    expect(changed({ fromS: 0, toS: 500 }, all, 2, 0)).toBeUndefined();
  });
});
