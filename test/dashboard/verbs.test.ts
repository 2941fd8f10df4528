import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { signal } from '@preact/signals';
import type { Contact } from '../../dashboard/data/contact.js';
import { VerbDesk, type Role } from '../../dashboard/data/verbs.js';

function aDesk(role: Role, contact: Contact = 'live'): VerbDesk {
  let count = 0;
  return new VerbDesk({
    contact: signal(contact),
    role,
    rules: [
      { verb: 'pause', role: 'operator' },
      { verb: 'stop_all', role: 'operator' },
    ],
    newTransaction: () => `t-${(count += 1)}`,
    nowMs: () => 0,
  });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('asking the agent', () => {
  it('says what stands in the way: the role, the line, the agent', () => {
    expect(aDesk('viewer').obstacle('pause')).toMatch(/role operator; yours is viewer/);
    expect(aDesk('operator', 'stale').obstacle('pause')).toMatch(/cannot be asked now/);
    expect(aDesk('operator').obstacle('dance')).toMatch(/no verb dance/);
    expect(aDesk('admin').obstacle('pause')).toBeUndefined();
  });

  it('can still stop everything where the agent answers and what it tells is not heard', () => {
    expect(aDesk('operator', 'unheard').obstacle('pause')).toMatch(/cannot be asked now/);
    expect(aDesk('operator', 'unheard').obstacle('stop_all')).toBeUndefined();
    expect(aDesk('operator', 'agent-gone').obstacle('stop_all')).toMatch(/cannot be asked now/);
  });

  it('names the role that a verb takes to whoever has less, whether the agent can be asked or not', () => {
    expect(aDesk('viewer', 'stale').lackedRole('pause')).toBe('operator');
    expect(aDesk('operator').lackedRole('pause')).toBeUndefined();
    expect(aDesk('viewer').lackedRole('dance')).toBeUndefined();
  });

  it('sends a request once, and does not repeat one that nobody answered', async () => {
    const fetching = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no line'));
    await expect(aDesk('operator').ask('pause', { reason: 'service' })).rejects.toThrow(
      /nothing is kept for later/,
    );
    expect(fetching).toHaveBeenCalledTimes(1);
    const { body } = fetching.mock.calls[0]![1]!;
    expect(JSON.parse(body as string)).toEqual({
      reason: 'service',
      transaction: 't-1',
      issued_at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('tells why it was refused', async () => {
    const refusal = new Response(JSON.stringify({ code: 'expired', message: 'issued 20 s ago' }), {
      status: 409,
    });
    jest.spyOn(globalThis, 'fetch').mockResolvedValue(refusal);
    await expect(aDesk('operator').ask('pause')).rejects.toMatchObject({ code: 'expired', status: 409 });
  });
});
