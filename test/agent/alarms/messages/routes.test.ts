import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { routeSchema } from '../../../../config/alarms.js';
import { follow, type Alarm } from '../../../../agent/alarms/alarm.js';
import { raisedBy } from '../../../../agent/alarms/condition.js';
import { makeRoutes } from '../../../../agent/alarms/messages/make-routes.js';
import type { Route } from '../../../../agent/alarms/messages/route.js';
import { letterOf } from '../../../../agent/alarms/messages/wording.js';
import { MailServer, WebServer } from './listeners.js';

const PLANTED = 'pl4nted-s3cret';
const NEVER = new AbortController().signal;

function alarmsOf(count: number): Alarm[] {
  const alarms = new Map<string, Alarm>();
  for (let number = 0; number < count; number++) {
    const text = 'temperature 71 °C';
    const raised = raisedBy({ definition: 'cell-over-limit', source: `E${number}`, text });
    follow(alarms, raised, '2026-01-01T00:00:00.000Z');
  }
  return [...alarms.values()];
}
const LETTER = letterOf({ alarms: alarmsOf(1), isSummary: false }, 'Bench 3');

let folder: string;
let web: WebServer;
let mail: MailServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'routes-'));
  writeFileSync(join(folder, 'secret'), `${PLANTED}\n`);
  web = await WebServer.start();
  mail = await MailServer.start();
});
afterEach(async () => {
  await web.close();
  await mail.close();
  rmSync(folder, { recursive: true });
});

async function route(config: object): Promise<Route> {
  const routes = { way: routeSchema.parse(config) };
  const environment = { HOOK: `${web.url}/hooks/${PLANTED}`, TOPIC: PLANTED, TOKEN: `tk_${PLANTED}` };
  const place = { configPath: join(folder, 'lab.yaml'), environment };
  const [made] = await makeRoutes({ routes }, place);
  return made!;
}
const hook = { kind: 'webhook', urlEnv: 'HOOK', keyFile: 'secret' };
const phone = (): object => ({ kind: 'ntfy', server: web.url, topicEnv: 'TOPIC', tokenEnv: 'TOKEN' });
const post = (): object => ({
  ...{ kind: 'email', host: '127.0.0.1', port: mail.port, security: 'none' },
  ...{ user: 'agent', passwordFile: 'secret', from: 'agent@lab.org', to: ['ada@lab.org', 'bo@lab.org'] },
});

describe('a webhook', () => {
  it('gets the alarms as JSON, signed', async () => {
    expect(await (await route(hook)).send(LETTER, NEVER)).toBe('HTTP 200');
    const [{ method, path, headers, body }] = web.requests as [(typeof web.requests)[0]];
    expect({ method, path }).toEqual({ method: 'POST', path: `/hooks/${PLANTED}` });
    const hmac = createHmac('sha256', PLANTED).update(body).digest('hex');
    expect(headers['x-interphase-signature']).toBe(`sha256=${hmac}`);
    expect(JSON.parse(body)).toMatchObject({
      title: 'Bench 3: high alarm cell-over-limit.E0',
      count: 1,
      alarms: [{ id: 'cell-over-limit.E0', phase: 'unacknowledged', text: 'temperature 71 °C' }],
    });
  });

  it('gets a summary with the number of all, and the first hundred in full', async () => {
    const letter = letterOf({ alarms: alarmsOf(1000), isSummary: true }, 'Bench 3');
    await (await route(hook)).send(letter, NEVER);
    const { count, alarms } = JSON.parse(web.requests[0]!.body) as { count: number; alarms: unknown[] };
    expect([count, alarms.length]).toEqual([1000, 100]);
  });
});

describe('ntfy', () => {
  it('gets topic, title, text and how urgent it is, with the token', async () => {
    expect(await (await route(phone())).send(LETTER, NEVER)).toBe('HTTP 200');
    const [{ headers, body }] = web.requests as [(typeof web.requests)[0]];
    expect(headers.authorization).toBe(`Bearer tk_${PLANTED}`);
    expect(JSON.parse(body)).toMatchObject({
      topic: PLANTED,
      title: LETTER.title,
      message: LETTER.text,
      priority: 4,
    });
  });

  it('gets no more than it takes, cut between two characters', async () => {
    await (await route(phone())).send({ ...LETTER, text: 'ü°'.repeat(4000) }, NEVER);
    expect(Buffer.byteLength(web.requests[0]!.body)).toBeLessThan(4096);
    expect((JSON.parse(web.requests[0]!.body) as { message: string }).message).toMatch(/^(ü°)+ü? \.\.\.$/);
  });
});

describe('a mail', () => {
  it('goes to everybody, with what to do', async () => {
    expect(await (await route(post())).send(LETTER, NEVER)).toBe('250 taken as 42');
    expect(mail.logins).toEqual([`\0agent\0${PLANTED}`]);
    expect(mail.mails[0]).toMatch(/^To: ada@lab.org, bo@lab.org$/m);
    expect(mail.mails[0]).toMatch(/^Subject: Bench 3: high alarm cell-over-limit.E0$/m);
    expect(mail.mails[0]).toMatch(/To do, within 1 h: Look at the cell/);
  });

  it('needs an encrypted line unless it is told otherwise', async () => {
    const { security: _, ...encrypted } = post() as Record<string, unknown>;
    await expect((await route(encrypted)).send(LETTER, NEVER)).rejects.toThrow(/STARTTLS/i);
    expect(mail.logins).toEqual([]);
  });
});

describe('a secret', () => {
  const said = async (config: object): Promise<string> => {
    const refused = (await route(config)).send(LETTER, NEVER);
    return refused.then(
      () => 'taken',
      (error: unknown) => `${String(error)} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`,
    );
  };

  it.each([
    ['a webhook', () => hook, /HTTP 404/],
    ['ntfy', phone, /HTTP 404/],
  ])('is not told by %s that refuses', async (_what, config, why) => {
    web.status = 404;
    const text = await said(config());
    expect(text).toMatch(why);
    expect(text).not.toContain(PLANTED);
  });

  it('is not carried on to where a server redirects', async () => {
    web.status = 307;
    web.headers = { location: `${web.url}/elsewhere` };
    expect(await said(hook)).toMatch(/HTTP 307/);
    expect(web.requests).toHaveLength(1);
  });

  it('is not told by a route that is out', async () => {
    await web.close();
    await mail.close();
    for (const config of [hook, phone(), post()]) {
      const text = await said(config);
      expect(text).toMatch(/ECONNREFUSED/);
      expect(text).not.toContain(PLANTED);
    }
    web = await WebServer.start();
    mail = await MailServer.start();
  });

  it('is not told by a mail server that repeats it', async () => {
    const echo = Buffer.from(PLANTED).toString('base64');
    mail.toLogin = `535 not with ${PLANTED}, which is ${echo}`;
    const text = await said(post());
    expect(text).toMatch(/not with \*\*\*, which is \*\*\*/);
    expect(text).not.toContain(PLANTED);
  });

  it.each([
    [{ kind: 'webhook', urlEnv: 'NOWHERE' }, /lab.yaml.*environment variable NOWHERE to be set/],
    [{ kind: 'webhook', urlFile: 'nowhere' }, /nowhere.*a file that can be read/],
  ])('that is not there is said at once: %j', async (config, why) => {
    await expect(route(config)).rejects.toThrow(why);
  });
});
