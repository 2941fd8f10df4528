import { describe, expect, it } from '@jest/globals';
import { answerFrom, type Question } from '../../../agent/sources/program-document.js';

const question = {
  version: 1,
  recipe: {},
  units: {},
  outcomes: [
    { quantity: 'capacity_retention', unit: '%' },
    { quantity: 'film_resistance', unit: 'Ohm' },
  ],
} as unknown as Question;

const life = { quantity: 'capacity_retention', value: 91, unit: '%' };

function answered(...estimates: readonly object[]): unknown {
  return answerFrom(JSON.stringify({ estimates }), question);
}

describe('the answer of a program', () => {
  it('is its estimates of what was asked, the others left out', () => {
    expect(answered(life, { quantity: 'colour', value: 3, unit: '1' })).toEqual({ estimates: [life] });
  });

  it('may be that it cannot say', () => {
    expect(answerFrom('{ "none": "no such salt" }', question)).toEqual({ none: 'no such salt' });
  });

  it.each([
    ['in another unit', [{ ...life, unit: '1' }], 'it gave capacity_retention in 1: expected %'],
    ['of the same twice', [life, { ...life, value: 12 }], 'it gave capacity_retention twice'],
    ['of something else alone', [{ ...life, quantity: 'colour' }], 'expected capacity_retention'],
    ['with an uncertainty below 0', [{ ...life, sd: -1 }], 'expected one JSON document'],
    ['with an uncertainty without a square', [{ ...life, sd: 1e200 }], 'expected one JSON document'],
  ])('%s is refused', (_, estimates, words) => {
    expect(() => answered(...estimates)).toThrow(words);
  });
});
