import { describe, expect, it } from '@jest/globals';
import { after, NORMAL } from '../../../agent/alarms/alarm-state.js';
import {
  objectionToAcknowledge,
  objectionToShelve,
  objectionToUnshelve,
} from '../../../agent/alarms/shelving.js';

const RAISED = after(NORMAL, { kind: 'raised' }, false);
const SEEN = after(RAISED, { kind: 'acknowledged' }, false);
const SHELVED = after(RAISED, { kind: 'shelved', untilMs: 1 }, false);

describe('people may', () => {
  it.each(['high', 'medium', 'low'] as const)(
    'shelve an alarm of priority %s for a time, with a reason',
    (priority) => {
      expect(objectionToShelve(RAISED, priority, 3600, 'new filters')).toBeUndefined();
      expect(objectionToShelve(RAISED, priority, 86_401, 'new filters')).toMatch(/at most 86400 s/);
      expect(objectionToShelve(RAISED, priority, 0, 'new filters')).toMatch(/more than 0/);
      expect(objectionToShelve(RAISED, priority, NaN, 'new filters')).toMatch(/not possible/);
      expect(objectionToShelve(RAISED, priority, 3600, ' ')).toMatch(/give a reason/);
    },
  );

  it('never shelve a critical one', () => {
    expect(objectionToShelve(RAISED, 'critical', 60, 'noisy')).toMatch(/never shelved/);
  });

  it('not shelve what the agent has put aside already', () => {
    const suppressed = after(RAISED, { kind: 'suppressed' }, false);
    expect(objectionToShelve(suppressed, 'low', 60, 'noisy')).toMatch(/suppressed already/);
  });

  it('unshelve only what is shelved', () => {
    expect(objectionToUnshelve(SHELVED)).toBeUndefined();
    expect(objectionToUnshelve(RAISED)).toBe('it is unacknowledged, not shelved');
  });

  it('acknowledge what nobody has seen, and the end of what has latched', () => {
    expect(objectionToAcknowledge(RAISED)).toBeUndefined();
    expect(objectionToAcknowledge(after(RAISED, { kind: 'cleared' }, false))).toBeUndefined();
    expect(objectionToAcknowledge(SEEN)).toMatch(/it is acknowledged: there is nothing/);
    expect(objectionToAcknowledge(SHELVED)).toMatch(/it is shelved/);
    const latched = after(
      after(after(NORMAL, { kind: 'raised' }, true), { kind: 'acknowledged' }, true),
      { kind: 'cleared' },
      true,
    );
    expect(objectionToAcknowledge(latched)).toBeUndefined();
    expect(objectionToAcknowledge(after(latched, { kind: 'acknowledged' }, true))).toMatch(/it is normal/);
  });
});
