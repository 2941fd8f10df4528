import { describe, expect, it } from '@jest/globals';
import { itemsOf } from '../../dashboard/data/shelf.js';

describe('what is on the shelf', () => {
  it('is told in grams and pieces, by name, and is of nothing else that the robot reads', () => {
    const heard = (value: number, unit: string) => ({ body: { value, unit, ts: 'then' }, heardMs: 0 });
    const topics = new Map([
      ['reading/Stock.vial', heard(1234, '1')],
      ['reading/Stock.EC', heard(0.0312, 'kg')],
      ['reading/glovebox.water', heard(0.4, '[ppm]')],
    ]);
    expect(itemsOf(topics)).toEqual([
      { name: 'EC', amount: 31.2, unit: 'g', at: 'then' },
      { name: 'vial', amount: 1234, unit: '1', at: 'then' },
    ]);
  });
});
