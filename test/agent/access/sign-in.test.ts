import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { AccessError } from '../../../agent/access/access-error.js';
import { LINK_MS } from '../../../agent/access/accounts.js';
import { FREE_TRIES } from '../../../agent/access/attempts.js';
import { SESSION_MS } from '../../../agent/access/sessions.js';
import { Door, PASSWORD } from './a-door.js';

let door: Door;

beforeEach(() => {
  door = new Door();
});

function refusal(coming: Promise<unknown>): Promise<AccessError> {
  return coming.then(
    () => Promise.reject(new Error('was let in')),
    (error: unknown) => error as AccessError,
  );
}

async function wrong(name: string, times: number): Promise<unknown[]> {
  const codes: unknown[] = [];
  for (let k = 0; k < times; k++) {
    codes.push((await refusal(door.signIn.withPassword(name, 'not the password', '10.0.0.7'))).code);
  }
  return codes;
}

describe('a user', () => {
  beforeEach(() => door.accounts.addUser('ada', 'operator', PASSWORD));

  it('comes in by the password, with her role, and what she may do changes at once', async () => {
    const id = await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
    expect(await door.bySession(id)).toEqual({
      name: 'ada',
      role: 'operator',
      via: 'rest',
      from: '10.0.0.7',
    });
    await door.accounts.setRole('ada', 'viewer');
    expect(await door.bySession(id)).toMatchObject({ role: 'viewer' });
  });

  it.each(['removed', 'given another password'])('is out when %s', async (how) => {
    const id = await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
    await door.clock.advance(1);
    if (how === 'removed') await door.accounts.removeUser('ada');
    else await door.accounts.setPassword('ada', `${PASSWORD} 2`);
    await expect(door.bySession(id)).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  it('is out after an hour without a request, and after half a day in any case', async () => {
    const idle = await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
    await door.clock.advance(SESSION_MS.idle);
    await expect(door.bySession(idle)).rejects.toMatchObject({ code: 'sign-in-needed' });
    const busy = await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
    for (let ms = 0; ms < SESSION_MS.absolute - SESSION_MS.idle; ms += SESSION_MS.idle / 2) {
      await door.clock.advance(SESSION_MS.idle / 2);
      await door.bySession(busy);
    }
    await door.clock.advance(SESSION_MS.idle / 2);
    await door.bySession(busy);
    await door.clock.advance(SESSION_MS.idle / 2);
    await expect(door.bySession(busy)).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  it('is refused as one who does not exist is, and both wait ever longer', async () => {
    const [known, unknown] = await Promise.all(
      ['ada', 'bob'].map((name) => refusal(door.signIn.withPassword(name, 'not the password', name))),
    );
    expect(known!.message).toBe(unknown!.message);
    const waits: number[] = [];
    for (let k = 1; k < FREE_TRIES + 4; k++) {
      const { retryAfterS } = await refusal(door.signIn.withPassword('ada', 'not the password', `a${k}`));
      if (retryAfterS === undefined) continue;
      waits.push(retryAfterS);
      await door.clock.advance(1000 * retryAfterS);
    }
    expect(waits).toEqual([2, 4]);
  });

  it('with the right password waits like everybody else, and is free again after it', async () => {
    expect(await wrong('ada', FREE_TRIES + 1)).toEqual([
      ...Array.from({ length: FREE_TRIES }, () => 'wrong-password'),
      'locked-out',
    ]);
    await expect(door.signIn.withPassword('ada', PASSWORD, '10.0.0.7')).rejects.toMatchObject({
      code: 'locked-out',
    });
    await door.clock.advance(2000);
    await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
    expect(await wrong('ada', 1)).toEqual(['wrong-password']);
  });
});

it('who comes while many try at once is sent away, and has not tried', async () => {
  await door.accounts.addUser('ada', 'operator', PASSWORD);
  // Who comes first is the disk's choice: sometimes there is a place left for Ada, and her wrong password counts.
  for (let sentAway = 0, round = 0; sentAway < 2 * FREE_TRIES; round++) {
    const crowd = Array.from({ length: 12 }, (_, k) =>
      refusal(door.signIn.withPassword(`x${round}-${k}`, 'no', `a${round}-${k}`)),
    );
    const { code } = await refusal(door.signIn.withPassword('ada', 'no', '10.0.0.7'));
    if (code === 'busy') sentAway += 1;
    else await door.clock.advance(86_400_000);
    await Promise.all(crowd);
  }
  await door.signIn.withPassword('ada', PASSWORD, '10.0.0.7');
});

it('what was typed in place of a name is written down nowhere', async () => {
  await wrong('my secret password', 1);
  expect(door.notes).toEqual([{ user: 'unknown', from: '10.0.0.7', by: 'password', ok: false }]);
});

describe('a link', () => {
  it('lets in once, as an admin', async () => {
    const token = await door.accounts.makeLink(null);
    const id = await door.signIn.withLink(token, '10.0.0.7');
    expect(await door.bySession(id)).toMatchObject({ name: 'console', role: 'admin' });
    await expect(door.signIn.withLink(token, '10.0.0.7')).rejects.toMatchObject({ code: 'link-not-valid' });
  });

  it('lets one of two in who come at the same time', async () => {
    const token = await door.accounts.makeLink(null);
    const both = await Promise.allSettled([1, 2].map((k) => door.signIn.withLink(token, `10.0.0.${k}`)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('for a user lets that user in, and is void after half an hour', async () => {
    await door.accounts.addUser('ada', 'scientist', PASSWORD);
    const tokens = [await door.accounts.makeLink('ada'), await door.accounts.makeLink('ada')];
    const id = await door.signIn.withLink(tokens[0]!, '10.0.0.7');
    expect(await door.bySession(id)).toMatchObject({ name: 'ada', role: 'scientist' });
    await door.clock.advance(LINK_MS);
    await expect(door.signIn.withLink(tokens[1]!, '10.0.0.7')).rejects.toMatchObject({
      code: 'link-not-valid',
    });
  });
});

describe('a key', () => {
  it('lets in with its role until it expires or is revoked', async () => {
    const key = await door.accounts.addKey('notebook', 'viewer', 1);
    expect(await door.byKey(key)).toMatchObject({ name: 'notebook', role: 'viewer' });
    await expect(door.byKey(`${key.slice(0, -1)}x`)).rejects.toMatchObject({ code: 'sign-in-needed' });
    await door.clock.advance(86_400_000);
    await expect(door.byKey(key)).rejects.toThrow(/'notebook' has expired/);
    await door.accounts.revokeKey('notebook');
    await expect(door.byKey(key)).rejects.toThrow(/not known/);
  });
});

describe('on disk', () => {
  it('is nothing that opens the door, readable by its owner only', async () => {
    await door.accounts.addUser('ada', 'admin', PASSWORD);
    const key = await door.accounts.addKey('notebook', 'viewer', 1);
    const token = await door.accounts.makeLink(null);
    const text = readFileSync(door.file.path, 'utf8');
    for (const secret of [PASSWORD, key, key.split('_').slice(2).join('_'), token])
      expect(text).not.toContain(secret);
    expect(statSync(door.file.path).mode & 0o777).toBe(0o600);
  });

  it.each(['{', '{"version":1}', '[]'])(
    '%s lets nobody in, and is not taken for an empty list',
    async (text) => {
      await door.accounts.makeLink(null);
      writeFileSync(door.file.path, text);
      await expect(door.bySession('x')).rejects.toThrow(/can be read: mend it/);
    },
  );
});

describe('the list', () => {
  it('keeps an admin among its users, and names apart', async () => {
    await door.accounts.addUser('ada', 'admin', PASSWORD);
    await door.accounts.addUser('bob', 'viewer', PASSWORD);
    await expect(door.accounts.setRole('ada', 'operator')).rejects.toThrow(/make another one admin first/);
    await expect(door.accounts.removeUser('ada')).rejects.toThrow(/make another one admin first/);
    await expect(door.accounts.addKey('bob', 'viewer', 1)).rejects.toThrow(/there is a user 'bob'/);
    await expect(door.accounts.addUser('rules', 'viewer', PASSWORD)).rejects.toThrow(
      /the agent itself acts as/,
    );
    await expect(door.accounts.addUser('Ada', 'viewer', PASSWORD)).rejects.toThrow(/no name for a login/);
    await expect(door.accounts.addUser('eve', 'viewer', 'short')).rejects.toThrow(/12 to 200 characters/);
    await expect(door.accounts.removeUser('toString')).rejects.toThrow(/no user 'toString'; users: ada, bob/);
  });
});
