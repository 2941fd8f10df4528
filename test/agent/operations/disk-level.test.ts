import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWorse, levelAfter, type DiskLevel } from '../../../agent/operations/disk-level.js';

const GB = 1e9;
const disk = (totalBytes: number, freeBytes: number) => ({ totalBytes, freeBytes });
const levels = fc.constantFrom<DiskLevel>('ok', 'low', 'critical');

describe('the level of a disk', () => {
  it.each<[string, number, number, DiskLevel]>([
    ['half free', 100, 50, 'ok'],
    ['more than 5 % of a large one free', 1000, 51, 'ok'],
    ['less than 5 % of a large one free', 1000, 49, 'low'],
    ['less than 2 % of a large one free, which is plenty', 1000, 19, 'low'],
    ['less than 500 MB of a large one free', 1000, 0.49, 'critical'],
    ['less than 2 GB of a small one free', 10, 1.9, 'low'],
    ['less than 500 MB of a small one free', 10, 0.49, 'low'],
    ['less than 2 % of a small one free', 10, 0.19, 'critical'],
  ])('with %s (of %d GB, %d GB) is as it should be', (_what, total, free, level) => {
    expect(levelAfter('ok', disk(total * GB, free * GB))).toBe(level);
  });

  it('does not come and go where a bound is crossed to and fro', () => {
    let level: DiskLevel = 'ok';
    const seen = [0.49, 0.51, 0.49, 0.59, 0.61, 59, 61, 49].map((free) => {
      level = levelAfter(level, disk(1000 * GB, free * GB));
      return level;
    });
    expect(seen).toEqual(['critical', 'critical', 'critical', 'critical', 'low', 'low', 'ok', 'low']);
  });

  it('never gets better with less space, nor changes when nothing does', () => {
    const sizes = fc.tuple(
      levels,
      fc.double({ min: 1, max: 4000, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(sizes, ([before, total, a, b]) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((share) =>
          disk(total * GB, share * total * GB),
        );
        expect(isWorse(levelAfter(before, more!), levelAfter(before, less!))).toBe(false);
        const once = levelAfter(before, less!);
        expect(levelAfter(once, less!)).toBe(once);
      }),
    );
  });
});
