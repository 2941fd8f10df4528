import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../access/a-door.js';
import { COOKIE, Interface } from './an-interface.js';

let rest: Interface;

beforeEach(async () => {
  rest = await Interface.open();
});

afterEach(() => rest.close());

describe('a verb over REST', () => {
  it('is carried out once, whichever way and however often it comes, and who asked is the login', async () => {
    const body = rest.request({ actor: 'somebody else' });
    const answers = await Promise.all(
      [1, 2, 3].map(() => rest.call('POST', '/verbs/pause', { role: 'operator', body })),
    );
    for (const answer of answers)
      expect(await answer.json()).toEqual({ transaction: 't1', ok: true, recorded: true });
    const overMqtt = { name: 'key-operator', role: 'operator', via: 'mqtt', from: '' } as const;
    await rest.desk.answer({ verb: 'pause', message: JSON.parse(body) }, overMqtt);
    expect(rest.done).toEqual(['pause by key-operator: smoke']);
  });

  it('takes its transaction from an Idempotency-Key', async () => {
    const body = rest.request({ transaction: undefined });
    const answer = await rest.call('POST', '/verbs/resume', {
      ...{ role: 'operator', body, headers: { 'idempotency-key': 'k1' } },
    });
    expect(await answer.json()).toMatchObject({ transaction: 'k1', ok: true });
  });

  it.each([
    [400, 'malformed', 'pause', { transaction: undefined }],
    [400, 'expired', 'pause', { issued_at: '2026-01-01T00:00:00.000Z' }],
    [403, 'forbidden', 'pause', {}],
    [404, 'unknown-verb', 'explode', {}],
  ])('is refused with status %d and code %s', async (status, code, verb, fields) => {
    const role = code === 'forbidden' ? 'viewer' : 'operator';
    const answer = await rest.call('POST', `/verbs/${verb}`, { role, body: rest.request(fields) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ ok: false, code });
    expect(rest.done).toEqual([]);
  });

  it('leaves in the trail who asked, from where, and what came of it', async () => {
    await rest.call('POST', '/verbs/pause', { role: 'operator', body: rest.request() });
    await rest.call('POST', '/verbs/pause', { role: 'viewer', body: rest.request({ transaction: 't2' }) });
    const trail = await (await rest.call('GET', '/audit', { role: 'viewer' })).json();
    const known = { via: 'rest', from: '127.0.0.1', what: 'pause' };
    expect(trail).toMatchObject([
      { ...known, who: 'key-operator', role: 'operator', result: 'asked', reason: 'smoke' },
      { ...known, who: 'key-operator', role: 'operator', result: 'done' },
      { ...known, who: 'key-viewer', role: 'viewer', result: expect.stringMatching(/^forbidden/) },
    ]);
  });
});

it('the trail names the values that were asked for, and what came of them', async () => {
  const body = rest.request({ parameters: { 'solvent.EC': 0.3, 'main-additive': 'VC' } });
  const answer = await rest.call('POST', '/verbs/add', { role: 'scientist', body });
  expect(await answer.json()).toMatchObject({ ok: true, message: 'H0001 waits for a decision' });
  const trail = await (await rest.call('GET', '/audit', { role: 'viewer' })).json();
  expect(trail).toMatchObject([
    { what: 'add', about: 'solvent.EC 0.3, main-additive VC' },
    { what: 'add', about: 'solvent.EC 0.3, main-additive VC', result: 'done: H0001 waits for a decision' },
  ]);
});

describe('a session', () => {
  beforeEach(() => rest.accounts.addUser('ada', 'operator', PASSWORD));

  const signIn = (password: string): Promise<Response> =>
    rest.call('POST', '/sign-in', { body: JSON.stringify({ user: 'ada', password }) });

  it('is a cookie out of reach for scripts and other sites, and ends when told to', async () => {
    const set = (await signIn(PASSWORD)).headers.get('set-cookie')!;
    expect(set).toMatch(/HttpOnly; SameSite=Strict$/);
    const headers = { cookie: set.split(';')[0]! };
    expect(await (await rest.call('GET', '/me', { headers })).json()).toEqual({
      name: 'ada',
      role: 'operator',
    });
    expect((await rest.call('POST', '/sign-out', { headers })).status).toBe(204);
    expect((await rest.call('GET', '/me', { headers })).status).toBe(401);
  });

  it('does nothing for a page of another site', async () => {
    const cookie = (await signIn(PASSWORD)).headers.get('set-cookie')!.split(';')[0]!;
    const headers = { cookie, origin: 'http://127.0.0.1:1' };
    const answer = await rest.call('POST', '/verbs/pause', { headers, body: rest.request() });
    expect(await answer.json()).toMatchObject({ code: 'cross-site' });
    expect(rest.done).toEqual([]);
  });

  it('begins by a link once, which then says so', async () => {
    const token = await rest.accounts.makeLink('ada');
    const first = await rest.call('GET', `/sign-in?token=${token}`);
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toContain(`${COOKIE}=`);
    const second = await rest.call('GET', `/sign-in?token=${token}`);
    expect([second.status, await second.json()]).toMatchObject([401, { code: 'link-not-valid' }]);
  });

  it('tells a browser that comes by a used link in a page what to do', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const answer = await rest.call('GET', '/sign-in?token=used-before', { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(await answer.text()).toMatch(
      /<p>This sign-in link is not valid any more: it was used before.*npx interphase sign-in.*<a href="\/">/s,
    );
  });

  it('is slow to come by for whoever guesses, and says when to try again', async () => {
    for (let k = 0; k < 5; k++) expect((await signIn('a wrong password')).status).toBe(401);
    const answer = await signIn(PASSWORD);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('whatever is wrong', () => {
  it.each([
    ['GET', '/nothing', 404, 'not-found'],
    ['DELETE', '/verbs', 405, 'method-not-allowed'],
    ['POST', '/experiments/E1', 405, 'method-not-allowed'],
    ['GET', '/experiments/E1', 404, 'not-found'],
    ['GET', '/events?limit=0', 400, 'malformed'],
    ['GET', '/experiments?before=E1', 404, 'not-found'],
    ['GET', '/jobs/E1.age/cycles', 404, 'not-found'],
    ['GET', '/jobs/E1.age/series?column=voltageV', 404, 'not-found'],
    ['GET', '/jobs/E1.age/curves?cycles=1', 404, 'not-found'],
    ['GET', '/status', 500, 'failed'],
  ])('%s %s is %d in JSON', async (method, path, status, code) => {
    const answer = await rest.call(method, path, { role: 'admin' });
    expect([answer.status, await answer.json()]).toMatchObject([
      status,
      { code, message: expect.any(String) },
    ]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['{"transaction":', 400, 'malformed'],
    ['[{"transaction":"t1"}]', 400, 'malformed'],
    [JSON.stringify({ reason: 'x'.repeat(100_000) }), 413, 'too-large'],
  ])('a body that is too much or too little: %.20s', async (body, status, code) => {
    const answer = await rest.call('POST', '/verbs/pause', { role: 'admin', body });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'image/png',
    'application/json; charset=latin1',
  ])('a body of type %s is refused as that, and not as one without fields', async (type) => {
    const headers = { 'content-type': type };
    const answer = await rest.call('POST', '/verbs/pause', { role: 'admin', body: rest.request(), headers });
    expect([answer.status, await answer.json()]).toMatchObject([
      415,
      { code: 'unsupported', message: expect.stringMatching(/^send JSON, in UTF-8/) },
    ]);
    expect(rest.done).toEqual([]);
  });

  it('an address whose escapes make no characters is called that', async () => {
    const answer = await rest.call('GET', '/experiments/%E0%A4%A', { role: 'viewer' });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: expect.stringMatching(/^the address cannot be read/) },
    ]);
  });

  it('a job or an experiment that is not in the record is named', async () => {
    const told = async (path: string): Promise<unknown> =>
      (await rest.call('GET', path, { role: 'viewer' })).json();
    expect(await told('/jobs/E1.age/cycles')).toMatchObject({ message: 'the record holds no job E1.age' });
    expect(await told('/experiments?before=E1')).toMatchObject({
      message: 'the record holds no experiment E1',
    });
  });

  it('a name that is not ours is refused before anything else is looked at', async () => {
    expect((await rest.raw({ host: 'evil.example' })).statusCode).toBe(421);
    expect((await rest.raw({ host: 'lab-pc:80' })).statusCode).toBe(200);
  });
});

it('a secret that was planted is in no file, no trouble and no answer', async () => {
  const planted = 'planted-secret-4711';
  const key = `interphase_00000000_${planted}`;
  await rest.accounts.addUser('ada', 'admin', planted);
  const texts: string[] = [];
  for (const [path, init] of [
    ['/sign-in', { body: JSON.stringify({ user: planted, password: planted }) }],
    ['/sign-in', { body: JSON.stringify({ user: 'ada', password: `${planted} ` }) }],
    ['/sign-in', { body: `{"password":"${planted}"` }],
    ['/sign-in', { body: JSON.stringify({ user: 'ada', password: planted }) }],
    ['/verbs/pause', { body: rest.request(), headers: { authorization: `Bearer ${key}` } }],
  ] as const)
    texts.push(await (await rest.call('POST', path, init)).text());
  texts.push(await (await rest.call('GET', `/sign-in?token=${planted}`)).text());
  texts.push(...rest.troubles);
  await rest.record.db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const name of readdirSync(rest.data)) texts.push(readFileSync(join(rest.data, name), 'latin1'));
  expect(texts.filter((text) => text.includes(planted))).toEqual([]);
});

it('the document of the interface has every verb with its role and fields', async () => {
  const document = (await (await rest.call('GET', '/openapi.json', { role: 'viewer' })).json()) as {
    paths: Record<string, Record<string, { 'x-role': string; requestBody: unknown; responses: unknown }>>;
  };
  expect(document.paths['/verbs/shelve']!['post']).toMatchObject({
    'x-role': 'operator',
    requestBody: {
      content: {
        'application/json': { schema: { required: expect.arrayContaining(['alarm', 'issued_at']) } },
      },
    },
  });
  expect(document.paths['/experiments/{id}']!['get']).toMatchObject({ 'x-role': 'viewer' });
  expect(document.paths['/api/{part}']!['get']!.responses).toMatchObject({
    '2XX': { content: { 'text/css': {}, 'text/javascript': {} } },
  });
});

it('the document is a page as well, whose parts are there for who is signed in', async () => {
  const page = await rest.call('GET', '/api', { role: 'viewer' });
  const parts = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
  expect(page.headers.get('content-type')).toMatch('text/html');
  expect(parts).toHaveLength(3);
  for (const path of parts) {
    const part = await rest.call('GET', path, { role: 'viewer' });
    expect([path, part.status, (await part.text()).length > 50]).toEqual([path, 200, true]);
    expect(part.headers.get('content-type')).toMatch(path.endsWith('.css') ? 'text/css' : 'text/javascript');
    expect((await rest.call('GET', path)).status).toBe(401);
  }
  expect((await rest.call('GET', '/api/package.json', { role: 'viewer' })).status).toBe(404);
});
