import { describe, expect, it } from '@jest/globals';
import { upcast, versionOf } from '../../../agent/record/upcast.js';

const first = { experimentId: 'E0001', step: 'load', instrument: 'robot', task: { kind: 'transfer' } };

describe('a body of an older event', () => {
  it('is read in the shape of today', () => {
    expect(upcast('command.intended', 1, first)).toEqual({ ...first, effect: 'idempotent' });
  });

  it('is left alone when its shape never changed, or is the present one', () => {
    const present = { ...first, effect: 'irreversible' };
    expect(upcast('command.intended', versionOf('command.intended'), present)).toBe(present);
    expect(upcast('notice', 1, { level: 'info' })).toEqual({ level: 'info' });
  });

  it('of a newer version is refused, with what to do', () => {
    expect(() => upcast('notice', 2, {})).toThrow(/notice of version 2 .*knows up to 1.*update the software/);
  });
});
