import { describe, expect, it } from '@jest/globals';
import { effectOf } from '../../../agent/experiment/effect.js';
import { CHARACTERISER_KINDS, DESTRUCTIVE } from '../../../drivers/characteriser.js';

describe('the effect of carrying a task out twice', () => {
  it('is none for a transfer, which states where the cell shall be', () => {
    expect(effectOf({ kind: 'transfer', cellId: 'C1', to: 'waste' })).toBe('idempotent');
  });

  it.each(['formulate', 'assemble', 'protocol'])('cannot be undone for %s', (kind) => {
    expect(effectOf({ kind })).toBe('irreversible');
  });

  it('costs time only for a measurement that leaves the cell closed', () => {
    const repeatable = CHARACTERISER_KINDS.filter((kind) => effectOf({ kind }) === 'repeatable');
    expect(repeatable).toEqual(CHARACTERISER_KINDS.filter((kind) => !DESTRUCTIVE.includes(kind)));
  });

  it.each([undefined, null, {}, { kind: 7 }, { kind: 'unheard-of' }])('is the worst for %j', (task) => {
    expect(effectOf(task)).toBe('irreversible');
  });
});
