import { describe, expect, it } from '@jest/globals';
import { constraintInWords, sumInWords } from '../../../planner/space/sum-in-words.js';

describe('the sum of a constraint', () => {
  it.each([
    [{ a: 1, b: -2 }, 'a - 2 b'],
    [{ a: -1, b: 0.5, c: 1, d: -1 }, '-a + 0.5 b + c - d'],
    [{ a: -0.9 }, '-0.9 a'],
    [{ a: 1, b: 0 }, 'a + 0 b'],
    [{ a: 0.1 + 0.2 }, '0.3 a'],
  ])('is written as people do (%j)', (terms, words) => {
    expect(sumInWords(terms)).toBe(words);
  });
});

describe('a constraint', () => {
  it.each([
    [{ min: 1 }, 'a >= 1'],
    [{ max: 2 }, 'a <= 2'],
    [{ min: 1, max: 2 }, '1 <= a <= 2'],
    [{ min: 1, max: 1 }, 'a = 1'],
  ])('is written as people do (%j)', (bounds, words) => {
    expect(constraintInWords({ terms: { a: 1 }, ...bounds })).toBe(words);
  });
});
