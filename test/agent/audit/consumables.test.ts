import { describe, expect, it } from '@jest/globals';
import { consumablesOf } from '../../../agent/audit/consumables.js';
import { filled, refilled, taken } from './facts.js';

describe('consumables', () => {
  it('are what was taken and what is left of it, by name', () => {
    const journal = [filled({ EC: 0.5, DMC: 0.5 }), taken('EC', 0.1), taken('EC', 0.2), taken('DMC', 0.1)];
    expect(consumablesOf(journal)).toEqual([
      { item: 'DMC', used: 0.1, left: 0.4, unit: 'kg' },
      { item: 'EC', used: expect.closeTo(0.3, 12), left: expect.closeTo(0.2, 12), unit: 'kg' },
    ]);
  });

  it('count what an operator put back on the shelf', () => {
    const journal = [filled({ EC: 0.5 }), taken('EC', 0.4), refilled('EC', 1), taken('EC', 0.3)];
    expect(consumablesOf(journal)).toEqual([
      { item: 'EC', used: expect.closeTo(0.7, 12), left: expect.closeTo(0.8, 12), unit: 'kg' },
    ]);
  });

  it('leave out what nobody used, and count no shelf for what was never put there', () => {
    expect(consumablesOf([filled({ EC: 1 }), taken('tips', 1, '1')])).toEqual([
      { item: 'tips', used: 1, left: null, unit: '1' },
    ]);
  });
});
