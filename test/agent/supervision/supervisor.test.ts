import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { Supervisor } from '../../../agent/supervision/supervisor.js';
import { ruleOf } from '../../../agent/supervision/contract/rule-of.js';
import { bridgeWill, filterOf, TOPICS } from '../../../agent/supervision/contract/topics.js';
import { MqttBus, type MqttMessage } from '../../../drivers/transports/mqtt-bus.js';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { doing } from './doing.js';
import { notedJournal } from './noted-journal.js';
import { agentBus, credentials, eventually, link } from '../../drivers/mqtt-station/lab.js';

const base = 'interphase';
const ALARM = {
  definition: 'disk-low',
  priority: 'medium',
  phase: 'unacknowledged',
  text: '1.9 GB free',
  raisedAt: '2026-01-01T00:00:00.000Z',
  shelvedUntil: null,
  response: 'Free space.',
};
const AN_EVENT = { id: '7-3fa9', recordSeq: 7, subject: 'lab', labAt: '2026-01-01T00:00:00.000Z' };
const closing: (() => Promise<void>)[] = [];

let broker: Broker;
let heard: MqttMessage[];
let operator: MqttBus;
let done: string[];
let troubles: Error[];
let line: MqttBus;
let supervisor: Supervisor;

/** What was heard last on a topic below the base. */
function last(topic: string): Record<string, unknown> | undefined {
  const found = heard.findLast((message) => message.topic === `${base}/${topic}`);
  return found && (JSON.parse(found.text) as Record<string, unknown>);
}

async function restartBroker(): Promise<void> {
  await broker.close();
  broker = await startBroker({ port: Number(new URL(broker.url).port), credentials });
}

async function listen(url: string): Promise<MqttBus> {
  const bus = agentBus(url, { clientId: `operator-${closing.length}` });
  closing.push(() => bus.disconnect());
  await bus.subscribe(`${base}/#`, (message) => heard.push(message));
  await bus.connect();
  return bus;
}

function supervise(url: string): Supervisor {
  line = new MqttBus({
    url,
    clientId: 'supervisor',
    username: 'agent',
    password: credentials.agent,
    will: bridgeWill(base),
    reconnectMs: 50,
  });
  closing.push(() => line.disconnect());
  const commands = doing(done);
  const onTrouble = (error: Error): void => void troubles.push(error);
  return new Supervisor({
    bus: line,
    base,
    holder: { agent: 'a1', host: 'lab-pc', pid: 1, data: '/data', since: '2026-01-01T00:00:00.000Z' },
    clock: link,
    people: { ada: 'operator', wall: 'viewer' },
    desk: new RequestDesk({ clock: link, commands, journal: notedJournal(done), onTrouble }),
    onTrouble,
  });
}

function request(fields: Record<string, unknown> = {}): string {
  return JSON.stringify({
    transaction: 't1',
    issued_at: new Date(link.now()).toISOString(),
    actor: 'somebody else',
    ...fields,
  });
}

beforeEach(async () => {
  heard = [];
  done = [];
  troubles = [];
  broker = await startBroker({ port: 0, credentials });
  closing.push(() => broker.close());
  operator = await listen(broker.url);
  supervisor = supervise(broker.url);
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('operators see', () => {
  it('that the agent is there, how it is, and what it does', async () => {
    await supervisor.start();
    supervisor.beat({ uptimeS: 2, jobsRunning: 1 });
    supervisor.publishInstrument('cycler-1', { link: 'up', job: 'j1' });
    supervisor.publishCampaign({ state: 'running', experiments: 3 });
    expect(await supervisor.publishEvent('experiment', { id: 'e1', outcome: 'completed' })).toBe(true);
    await eventually(
      () => last('event/experiment') !== undefined && last('cycler-1/availability') !== undefined,
    );
    expect(last('bridge/state')).toMatchObject({ state: 'online', reason: 'started' });
    expect(last('bridge/health')).toMatchObject({ uptimeS: 2, jobsRunning: 1 });
    expect(last('cycler-1/state')).toMatchObject({ link: 'up', job: 'j1' });
    expect(last('cycler-1/availability')).toMatchObject({ state: 'online' });
    expect(last('campaign/state')).toMatchObject({ state: 'running', experiments: 3 });
    expect(troubles).toEqual([]);
  });

  it('messages that keep to the published schemas, numbered without a gap', async () => {
    await supervisor.start();
    supervisor.beat({ uptimeS: 2 });
    supervisor.publishInstrument('cycler-1', { link: 'stale' });
    supervisor.publishCampaign({ state: 'paused' });
    supervisor.publishPrompt('E1.question-1', {
      question: 'is it?',
      options: 'yes; no',
      defaultOption: 'no',
      deadlineLabAt: '2026-01-01T08:00:00.000Z',
    });
    supervisor.publishAlarm('disk-low', ALARM);
    await supervisor.publishEvent('alarm', { ...AN_EVENT, text: 'hot' });
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    await eventually(() => last('bridge/response/pause/ada') !== undefined);
    const seen = new Set<number>();
    for (const { topic, text } of heard) {
      const rule = ruleOf(topic.slice(base.length + 1));
      expect({ topic, message: rule?.schema.safeParse(JSON.parse(text)).error }).toEqual({ topic });
      const { seq } = JSON.parse(text) as { seq?: number };
      if (seq !== undefined) seen.add(seq);
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('what is retained, and only that, when they come later', async () => {
    await supervisor.start();
    supervisor.beat({ uptimeS: 2 });
    supervisor.publishInstrument('cycler-1', { link: 'down' });
    supervisor.publishCampaign({ state: 'running' });
    supervisor.publishLab({ state: 'open' });
    supervisor.publishPrompt('cycler-1', { question: 'is it?', options: 'yes; no', defaultOption: 'no' });
    supervisor.publishPrompt('answered', { question: 'was it?', options: 'yes; no', defaultOption: 'no' });
    supervisor.retractPrompt('answered');
    supervisor.publishQueue({ uid: '1', waiting: 1, order: 'cycler-1' });
    supervisor.publishProposal('cycler-1', { state: 'asked' });
    supervisor.publishExperiment('cycler-1', { step: null });
    supervisor.publishReading('cycler-1', { name: 'cycler-1', value: 1, unit: 'V', atMs: 0 });
    supervisor.publishLock('cycler-1', { holder: 'ada', note: '', until: ALARM.raisedAt });
    supervisor.publishAlarm('cycler-1', ALARM);
    supervisor.publishAlarm('disk-low', ALARM);
    supervisor.retractAlarm('disk-low');
    await supervisor.publishEvent('experiment', { id: 'e1' });
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    await eventually(() => last('bridge/response/pause/ada') !== undefined);
    heard = [];
    const late = await listen(broker.url);
    const expected = TOPICS.filter((rule) => rule.retained).map((rule) =>
      filterOf(rule).replaceAll('+', 'cycler-1'),
    );
    const kept = (): string[] => heard.filter(({ retained }) => retained).map(({ topic }) => topic);
    await eventually(() => kept().length >= expected.length);
    await late.publish(`${base}/marker`, 'x');
    await eventually(() => heard.some(({ topic }) => topic === `${base}/marker`));
    expect(kept().sort()).toEqual(expected.map((topic) => `${base}/${topic}`).sort());
  });

  it('a stale instrument as offline, and its availability only when that changes', async () => {
    await supervisor.start();
    supervisor.publishInstrument('robot', { link: 'up' });
    supervisor.publishInstrument('robot', { link: 'stale' });
    supervisor.publishInstrument('robot', { link: 'down' });
    await eventually(() => last('robot/state')?.['link'] === 'down');
    const said = heard.filter(({ topic }) => topic === `${base}/robot/availability`);
    expect(said.map(({ text }) => (JSON.parse(text) as { state: string }).state)).toEqual([
      'online',
      'offline',
    ]);
  });

  it.each(['O2 #1', 'pH+', '#', 'channel/3/voltage', 'a\0b'])(
    'a reading that its vendor calls %j, over a link that stays up',
    async (name) => {
      await supervisor.start();
      const links: string[] = [];
      line.watch(({ link: now }) => links.push(now));
      supervisor.publishReading('robot', { name, value: 0.3, unit: '[ppm]', atMs: 0 });
      expect(await supervisor.publishEvent('marker', {})).toBe(true);
      await eventually(() => last('event/marker') !== undefined);
      const readings = heard.filter(({ topic }) => topic.startsWith(`${base}/robot/reading/`));
      expect(readings.map(({ text }) => (JSON.parse(text) as { value: number }).value)).toEqual([0.3]);
      expect(links).toEqual([]);
    },
  );

  it('the agent offline when it stops, with the reason', async () => {
    await supervisor.start();
    await supervisor.stop();
    await eventually(() => last('bridge/state')?.['state'] === 'offline');
    expect(last('bridge/state')).toMatchObject({ reason: 'stopped' });
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    await supervisor.publishEvent('marker', {});
    await eventually(() => last('event/marker') !== undefined);
    expect(done).toEqual([]);
  });

  it('the agent offline when its process dies, by its will', async () => {
    const script = fileURLToPath(new URL('supervisor-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, broker.url, base], {
      stdio: 'inherit',
    });
    closing.push(async () => void child.kill('SIGKILL'));
    await eventually(() => last('bridge/state')?.['state'] === 'online');
    child.kill('SIGKILL');
    await eventually(() => last('bridge/state')?.['state'] === 'offline');
    expect(last('bridge/state')).toEqual({ state: 'offline', reason: 'lost' });
  });
});

describe('operators ask', () => {
  it.each([
    ['pause', 'pause by ada: smoke'],
    ['resume', 'resume by ada'],
    ['stop_all', 'stop by ada: smoke'],
    ['answer', 'E0001.question-1 cleared by ada: smoke'],
    ['shelve', 'shelve disk-low by ada for 3600 s'],
  ])('for %s: it is recorded, done and answered once', async (verb, act) => {
    await supervisor.start();
    const answer = { prompt: 'E0001.question-1', option: 'cleared', alarm: 'disk-low' };
    await operator.publish(`${base}/bridge/request/${verb}/ada`, request({ reason: 'smoke', ...answer }));
    await eventually(() => last(`bridge/response/${verb}/ada`) !== undefined);
    expect(last(`bridge/response/${verb}/ada`)).toMatchObject({
      transaction: 't1',
      ok: true,
      recorded: true,
    });
    expect(done).toEqual([`recorded ${verb}`, act]);
  });

  it('twice with one transaction: it is done once and answered the same', async () => {
    await supervisor.start();
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    const responses = (): MqttMessage[] =>
      heard.filter(({ topic }) => topic === `${base}/bridge/response/pause/ada`);
    await eventually(() => responses().length === 2);
    for (const { text } of responses())
      expect(JSON.parse(text)).toMatchObject({ transaction: 't1', ok: true, recorded: true });
    expect(done).toHaveLength(2);
  });

  it('before the agent is there: a kept request is refused when it comes', async () => {
    await operator.publish(`${base}/bridge/request/stop_all/ada`, request(), { retain: true });
    await supervisor.start();
    await eventually(() => last('bridge/response/stop_all/ada') !== undefined);
    expect(last('bridge/response/stop_all/ada')).toMatchObject({
      transaction: 't1',
      ok: false,
      code: 'retained',
    });
    expect(done).toEqual([]);
  });
});

describe('a broker', () => {
  it('that is not there does not fail the caller, is reported once, and gets everything when it comes', async () => {
    await broker.close();
    let attempts = 0;
    line.watch(() => attempts++);
    await supervisor.start();
    supervisor.beat({ uptimeS: 2 });
    supervisor.publishCampaign({ state: 'running' });
    expect(await supervisor.publishEvent('experiment', { id: 'e1' })).toBe(false);
    await eventually(() => attempts >= 3);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({
      message: expect.stringMatching(/nothing listens there: start the broker/),
    });

    broker = await startBroker({ port: Number(new URL(broker.url).port), credentials });
    await eventually(() => last('campaign/state') !== undefined && last('bridge/health') !== undefined);
    expect(last('bridge/state')).toMatchObject({ state: 'online' });
    expect(last('event/experiment')).toBeUndefined();
  });

  it('that forgets what it retained through a restart is told again, with the first time', async () => {
    await supervisor.start();
    supervisor.publishInstrument('robot', { link: 'up' });
    await eventually(() => last('robot/state') !== undefined);
    const before = last('robot/state');
    heard = [];
    await restartBroker();
    await eventually(() => last('robot/state') !== undefined && last('bridge/state') !== undefined);
    expect(last('robot/state')).toEqual(before);
    await eventually(() => operator.link === 'up');
    await operator.publish(`${base}/bridge/request/pause/ada`, request());
    await eventually(() => last('bridge/response/pause/ada') !== undefined);
    expect(done).toEqual(['recorded pause', 'pause by ada: ']);
  });
});

it('reports an instrument whose id cannot be part of a topic', async () => {
  for (const id of ['bridge', 'a/b', 'all+', '#', '']) supervisor.publishInstrument(id, { link: 'up' });
  expect(troubles.map(({ message }) => message)).toEqual(
    ['bridge', 'a/b', 'all+', '#', ''].map((id) =>
      expect.stringContaining(`'${id}' cannot be part of a topic`),
    ),
  );
});
