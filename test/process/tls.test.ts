import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { BROKER_LOGINS_FILE, keptPasswords } from '../../config/broker/passwords.js';
import type { AuditEntry } from '../../agent/record/audit-trail.js';
import { SystemClock } from '../../core/clock.js';
import { startOn } from '../agent/broker/mosquitto.js';
import { freePort, hasMosquitto } from '../drivers/mqtt-station/mosquitto.js';
import { BIN, QUIET_LAB, Workplace, type Running } from './agent-process.js';
import { canMakeCertificates, certificateIn, type CertificateFiles } from './certificate.js';

const isThere = hasMosquitto && canMakeCertificates;
const why = isThere ? '' : ' (skipped: mosquitto or openssl is not installed)';
const PASSWORD = 'planted-pass-4711';
const HOOK = 'planted-hook-4712';
const clock = new SystemClock();

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

(isThere ? describe : describe.skip)(`a lab that speaks TLS only${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'interphase-tls-'));
  const place = new Workplace();
  let files: CertificateFiles;
  let port: number;
  let websocketPort: number;
  let agent: Running;
  let link: URL;
  let stopBroker: () => Promise<void>;
  const startBroker = (): Promise<() => Promise<void>> => startOn(join(folder, 'mosquitto'), port);

  beforeAll(async () => {
    files = certificateIn(folder);
    [port, websocketPort] = [await freePort(), await freePort()];
    const lab = join(folder, 'lab.yaml');
    const broker = { url: `mqtts://localhost:${port}`, people: { operator: 'operator', wall: 'viewer' } };
    const restTls = { certFile: 'lab.pem', keyFile: 'lab-key.pem' };
    const alarms = { deadMan: { urlEnv: 'PLANTED_HOOK' } };
    const more = { broker, supervision: { restTls }, alarms };
    process.env['PLANTED_HOOK'] = `http://127.0.0.1:1/${HOOK}`;
    writeFileSync(
      lab,
      `${readFileSync(QUIET_LAB, 'utf8')}${Object.entries(more)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
        .join('')}`,
    );
    const out = join(folder, 'mosquitto');
    const at = ['--out', out, '--port', `${port}`, '--websocket-port', `${websocketPort}`];
    await cli('broker', 'config', '--lab', lab, '--data', place.data, ...at, ...withCertificate(files));
    stopBroker = await startBroker();
    process.env['NODE_EXTRA_CA_CERTS'] = files.cert;
    agent = place.run('--lab', lab, '--experiments', '100', '--speed', '40000');
    await agent.says(/sign in +https/);
    link = new URL(/sign in +(http\S+)/.exec(agent.text)![1]!);
  });
  afterAll(async () => {
    delete process.env['NODE_EXTRA_CA_CERTS'];
    delete process.env['PLANTED_HOOK'];
    agent.kill('SIGKILL');
    await agent.ended;
    await stopBroker();
    place.remove();
    rmSync(folder, { recursive: true });
  });

  async function https(path: string, options: RequestOptions = {}, body = ''): Promise<Answer> {
    const headers = { 'content-type': 'application/json', ...(options.headers as Record<string, string>) };
    const asking = request(new URL(path, link), { ca: readFileSync(files.cert), ...options, headers });
    asking.end(body);
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return { status: response.statusCode!, headers: response.headers, body: await text(response) };
  }

  it('lets in by the link that it prints, with a cookie that travels over TLS alone', async () => {
    const { status, headers } = await https(`${link.pathname}${link.search}`);
    expect(status).toBe(303);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    const me = await https('/me', { headers: { cookie: cookie.split(';')[0]! } });
    expect(JSON.parse(me.body)).toEqual({ name: 'console', role: 'admin' });
  });

  it('lets in by name and password', async () => {
    await cli('users', 'add', 'ada', '--role', 'operator', '--data', place.data, { input: PASSWORD });
    const signIn = (password: string): Promise<Answer> =>
      https('/sign-in', { method: 'POST' }, JSON.stringify({ user: 'ada', password }));
    expect((await signIn(`${PASSWORD}?`)).status).toBe(401);
    const { status, headers } = await signIn(PASSWORD);
    expect(status).toBe(204);
    const cookie = headers['set-cookie']![0]!.split(';')[0]!;
    const asked = { transaction: 't1', issued_at: new Date(clock.now()).toISOString() };
    const paused = await https(
      '/verbs/pause',
      { method: 'POST', headers: { cookie } },
      JSON.stringify(asked),
    );
    expect(JSON.parse(paused.body)).toMatchObject({ ok: true, recorded: true });
  });

  it('answers nothing to who asks without TLS, or does not know the certificate', async () => {
    const plain = new URL('/health', link);
    plain.protocol = 'http:';
    await expect(fetch(plain)).rejects.toThrow();
    await expect(https('/health', { ca: [] })).rejects.toThrow(/self-signed certificate/);
    expect((await https('/health')).status).toBe(200);
  });

  async function comeBy(protocol: string, ca: string | undefined): Promise<MqttClient> {
    const at = `${protocol}://localhost:${protocol === 'mqtts' ? port : websocketPort}`;
    const password = keptPasswords(join(place.data, BROKER_LOGINS_FILE))['wall']!;
    return connectAsync(at, { username: 'wall', password, reconnectPeriod: 0, ...(ca && { ca }) });
  }

  it.each(['mqtts', 'wss'])('speaks with the broker over TLS, and so do people: %s', async (protocol) => {
    const client = await comeBy(protocol, readFileSync(files.cert, 'utf8'));
    const state = new Promise<string>((resolve) => {
      client.once('message', (_, payload) => {
        resolve(payload.toString());
      });
    });
    await client.subscribeAsync('interphase/bridge/state', { qos: 1 });
    expect(JSON.parse(await state)).toMatchObject({ state: 'online' });
    await client.endAsync(true);
    await expect(comeBy(protocol, undefined)).rejects.toThrow(/self-signed certificate/);
  });

  /** What is retained, by topic, as somebody sees it who comes now and stays until `isWhole`. */
  async function seen(isWhole: (kept: ReadonlyMap<string, string>) => boolean): Promise<Map<string, string>> {
    const client = await comeBy('mqtts', readFileSync(files.cert, 'utf8'));
    const kept = new Map<string, string>();
    client.on('message', (topic, payload) => kept.set(topic, payload.toString()));
    await client.subscribeAsync('interphase/#', { qos: 1 });
    const deadlineMs = clock.monotonic() + 60_000;
    while (!isWhole(kept) && clock.monotonic() < deadlineMs) await clock.sleep(20);
    await client.endAsync(true);
    return kept;
  }

  it('after its broker was killed has told all that is retained within 5 s, and nothing as if it were new', async () => {
    const isIdle = (kept: ReadonlyMap<string, string>): boolean =>
      /"experimentsUnderWay":0,/.test(kept.get('interphase/bridge/health') ?? '') &&
      kept.has('interphase/station/state');
    const before = await seen(isIdle);
    const topics = [...before.keys()].filter((topic) => !/bridge.re|event|experiment.|echo/.test(topic));
    await stopBroker();
    const killedMs = clock.monotonic();
    stopBroker = await startBroker();
    const after = await seen((kept) => topics.every((topic) => kept.has(topic)));
    const tookS = (clock.monotonic() - killedMs) / 1000;
    process.stdout.write(
      `N 1 kill of Mosquitto over TLS: ${topics.length} retained topics within ${tookS.toFixed(1)} s\n`,
    );
    expect(tookS).toBeLessThan(5);
    expect(topics).toContain('interphase/campaign/state');
    for (const topic of ['campaign/state', 'bridge/holder', 'robot/availability'])
      expect(after.get(`interphase/${topic}`)).toBe(before.get(`interphase/${topic}`));
  });

  it('keeps its secrets out of what it says, records and backs up, and acts once on what it was asked', async () => {
    await agent.says(/the outside monitor .* was not reached/);
    await cli('backup', place.record);
    const told = [agent.text, ...filesBelow(place.data)];
    expect(told.filter((text) => text.includes(PASSWORD) || text.includes(HOOK))).toEqual([]);
    const { interphase = '' } = keptPasswords(join(place.data, BROKER_LOGINS_FILE));
    const logins = filesBelow(place.data).filter((text) => text.includes(interphase));
    expect(logins).toHaveLength(1);
    const trail = JSON.parse(await cli('trail', place.record, '--json')) as AuditEntry[];
    expect(trail.filter(({ what }) => what === 'pause').map(({ result }) => result)).toEqual([
      'asked',
      'done',
    ]);
  });
});

function withCertificate({ cert, key }: CertificateFiles): string[] {
  return ['--cert', cert, '--key', key];
}

/** Every file of a folder, as text. */
function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return paths.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'latin1'));
}

/** @returns what it prints */
async function cli(...args: (string | { input: string })[]): Promise<string> {
  const words = args.filter((arg): arg is string => typeof arg === 'string');
  const running = promisify(execFile)(process.execPath, [BIN, ...words]);
  running.child.stdin?.end((args.at(-1) as { input?: string }).input);
  return (await running).stdout;
}
