import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signal } from '@preact/signals';
import {
  canAct,
  canStop,
  contactOf,
  STALE_AFTER_MS,
  whenBack,
  type Contact,
  type Lines,
} from '../../dashboard/data/contact.js';

const live: Lines = {
  agent: 'open',
  isOnline: true,
  bridge: 'online',
  isBrokerAway: false,
  beatAgeMs: 500,
};
const old = STALE_AFTER_MS + 1;

describe('what the page may say of the lab', () => {
  it('is live while the agent beats', () => {
    expect(contactOf(live)).toBe('live');
    // On the lab's own computer no network is needed.
    expect(contactOf({ ...live, isOnline: false })).toBe('live');
  });

  it('is stale after three beats missed, and asks for nothing then', () => {
    const contact = contactOf({ ...live, beatAgeMs: old });
    expect(contact).toBe('stale');
    expect(canAct(contact)).toBe(false);
  });

  it('tells a broker that is away from an agent that is gone and from a computer without network', () => {
    expect(contactOf({ ...live, isBrokerAway: true })).toBe('broker-away');
    expect(contactOf({ ...live, agent: 'lost' })).toBe('agent-gone');
    expect(contactOf({ ...live, bridge: 'offline' })).toBe('agent-gone');
    expect(contactOf({ ...live, agent: 'lost', isOnline: false })).toBe('cut-off');
    expect(contactOf({ ...live, beatAgeMs: old, isOnline: false })).toBe('cut-off');
  });

  it('tells an agent that takes no more listeners from one that is gone: it can be stopped, and nothing else be asked', () => {
    for (const beatAgeMs of [undefined, 500, old]) {
      const contact = contactOf({ ...live, agent: 'refused', beatAgeMs });
      expect([contact, canAct(contact), canStop(contact)]).toEqual(['unheard', false, true]);
    }
    expect(canStop(contactOf({ ...live, agent: 'lost' }))).toBe(false);
  });

  it('is asked for again each time that the agent is back, and not when only the broker is', () => {
    const contact = signal<Contact>('live');
    let times = 0;
    const end = whenBack(contact, () => (times += 1));
    const counts = (
      ['broker-away', 'live', 'agent-gone', 'connecting', 'live', 'stale', 'live'] as const
    ).map((next) => {
      contact.value = next;
      return times;
    });
    expect(counts).toEqual([0, 0, 0, 0, 1, 1, 2]);
    end();
    contact.value = 'stale';
    contact.value = 'live';
    expect(times).toBe(2);
  });

  it('lets things be asked while the broker is away, for the agent hears them', () => {
    expect(canAct(contactOf({ ...live, isBrokerAway: true }))).toBe(true);
  });

  it('never lets anything be asked while the heartbeat is old, whatever the lines say', () => {
    const lines = fc.record({
      agent: fc.constantFrom<Lines['agent'][]>('connecting', 'open', 'lost', 'refused'),
      isOnline: fc.boolean(),
      bridge: fc.constantFrom<Lines['bridge'][]>('online', 'offline', undefined),
      isBrokerAway: fc.boolean(),
      beatAgeMs: fc.option(fc.integer({ min: old, max: 1e9 }), { nil: undefined }),
    });
    fc.assert(fc.property(lines, (drawn) => !canAct(contactOf(drawn))));
  });
});
