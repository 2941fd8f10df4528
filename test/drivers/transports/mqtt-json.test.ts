import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { complaint } from '../../../drivers/transports/mqtt-json.js';

const supply = z.object({
  amount: z.number().positive(),
  lot: z.string().min(1).max(100),
  unit: z.enum(['g', 'kg']),
  position: z.int().min(1).optional(),
});

function complaintOf(value: unknown): string {
  return complaint(supply.safeParse(value).error!);
}

describe('what is wrong with a message', () => {
  it('is told in the words of people, each field once', () => {
    expect(complaintOf({ amount: 0, lot: '', unit: 'g' })).toBe(
      'amount: expected more than 0; lot: expected at least 1 character',
    );
    expect(complaintOf({ amount: 1, lot: 'x'.repeat(101), unit: 'g', position: 0 })).toBe(
      'lot: expected at most 100 characters; position: expected at least 1',
    );
    expect(complaintOf({ lot: 'x', unit: 'lb' })).toBe(
      'amount: expected number, received undefined; unit: expected one of "g"|"kg"',
    );
  });

  it('is about the message as a whole where it is about no field', () => {
    expect(complaintOf(7)).toBe('message: expected object, received number');
  });
});
