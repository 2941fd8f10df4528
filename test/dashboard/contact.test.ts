import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canAct, contactOf, STALE_AFTER_MS, type Lines } from '../../dashboard/data/contact.js';

const live: Lines = { agent: 'open', broker: 'open', bridge: 'online', beatAgeMs: 500 };

describe('what the page may say of the lab', () => {
  it('is live while the agent beats', () => {
    expect(contactOf(live)).toBe('live');
    expect(contactOf({ ...live, broker: undefined })).toBe('live');
  });

  it('is stale after three beats missed, and asks for nothing then', () => {
    const contact = contactOf({ ...live, beatAgeMs: STALE_AFTER_MS + 1 });
    expect(contact).toBe('stale');
    expect(canAct(contact)).toBe(false);
  });

  it('tells a broker that is away from an agent that is gone and from a page that is cut off', () => {
    expect(contactOf({ ...live, broker: 'lost' })).toBe('broker-away');
    expect(contactOf({ ...live, agent: 'lost', bridge: 'offline' })).toBe('agent-gone');
    expect(contactOf({ ...live, agent: 'lost', broker: 'lost' })).toBe('cut-off');
  });

  it('never lets anything be asked while the heartbeat is old, whatever the lines say', () => {
    const line = fc.constantFrom<Lines['agent'][]>('connecting', 'open', 'lost');
    const lines = fc.record({
      agent: line,
      broker: fc.option(line, { nil: undefined }),
      bridge: fc.constantFrom<Lines['bridge'][]>('online', 'offline', undefined),
      beatAgeMs: fc.option(fc.integer({ min: STALE_AFTER_MS + 1, max: 1e9 }), { nil: undefined }),
    });
    fc.assert(fc.property(lines, (drawn) => !canAct(contactOf(drawn))));
  });
});
