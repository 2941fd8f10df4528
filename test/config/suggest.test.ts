import { describe, expect, it } from '@jest/globals';
import { nearest } from '../../config/suggest.js';

const KEYS = ['endpoint', 'security', 'user', 'additive.VC', 'EC'];

describe('a suggestion', () => {
  it.each([
    ['endpiont', 'endpoint'],
    ['Security', 'security'],
    ['VC', 'additive.VC'],
    ['ec', 'EC'],
    ['usr', 'user'],
  ])('for %s is %s', (word, meant) => {
    expect(nearest(word, KEYS)).toBe(meant);
  });

  it.each(['colour', 'xy', ''])('is not made for "%s", which is like nothing', (word) => {
    expect(nearest(word, KEYS)).toBeUndefined();
  });
});
