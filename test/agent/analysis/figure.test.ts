import { describe, expect, it } from '@jest/globals';
import { figure } from '../../../agent/analysis/figure.js';

const good = { value: 1, standardUncertainty: 0.1 };

describe('a figure', () => {
  it.each([
    { value: NaN, standardUncertainty: 1 },
    { value: Infinity, standardUncertainty: 1 },
    { value: 1, standardUncertainty: NaN },
  ])('has no value when a number is not finite: %j', (estimate) => {
    expect(figure('dc_resistance', estimate)).toMatchObject({ quality: 'invalid', value: null });
  });

  it('is as good as the worst of what it rests on, and says each reason once', () => {
    const suspect = { quality: 'suspect', reason: 'a gap' } as const;
    expect(figure('dc_resistance', good, [suspect, { quality: 'valid', reason: '' }, suspect])).toMatchObject(
      {
        quality: 'suspect',
        value: 1,
        reason: 'a gap',
      },
    );
  });

  it('has no value on invalid ground', () => {
    const invalid = { quality: 'invalid', reason: 'no clock' } as const;
    expect(figure('dc_resistance', good, [invalid])).toMatchObject({ value: null, reason: 'no clock' });
  });
});
