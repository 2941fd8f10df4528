import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { Supervisor } from '../../../agent/supervision/supervisor.js';
import { bridgeWill } from '../../../agent/supervision/contract/topics.js';
import { brokerRights } from '../../../config/broker/rights.js';
import { parseLab } from '../../../config/load.js';
import { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import { startBroker } from '../../../simulators/broker/broker.js';
import { mosquittoFor } from '../broker/mosquitto.js';
import { LAB_FILE, labText } from '../../config/example-files.js';
import { eventually, link } from '../../drivers/mqtt-station/lab.js';
import { hasMosquitto } from '../../drivers/mqtt-station/mosquitto.js';
import { VERB_NAMES } from '../../../agent/supervision/verbs.js';
import { ANY_FIELDS } from './any-fields.js';
import { doing } from './doing.js';
import { notedJournal } from './noted-journal.js';

const N = 1000;
const lab = parseLab(labText, LAB_FILE);

interface Site {
  readonly url: string;
  readonly passwords: Readonly<Record<string, string>>;
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function embedded(): Promise<Site> {
  const passwords = { interphase: 'a', operator: 'b' };
  const start = (port: number) => startBroker({ port, credentials: passwords, rights: brokerRights(lab) });
  let broker = await start(0);
  const { url } = broker;
  return {
    ...{ url, passwords },
    restart: async () => {
      await broker.close();
      broker = await start(Number(new URL(url).port));
    },
    close: () => broker.close(),
  };
}

async function mosquitto(): Promise<Site> {
  const { port, ...broker } = await mosquittoFor(lab);
  return { ...broker, url: `mqtt://127.0.0.1:${port}` };
}

const BROKERS: [string, () => Promise<Site>, boolean][] = [
  ['the embedded broker', embedded, true],
  ['Mosquitto', mosquitto, hasMosquitto],
];

describe.each(BROKERS)('over %s', (_, open, isThere) => {
  const run = isThere ? it : it.skip;
  const closing: (() => Promise<unknown>)[] = [];
  let site: Site;
  let operator: MqttClient;
  let done: string[];
  let troubles: string[];
  let heard: Map<string, string>;
  let answers: Record<string, unknown>[];
  let supervisor: Supervisor;

  beforeEach(async () => {
    if (!isThere) return;
    [done, troubles, answers, heard] = [[], [], [], new Map()];
    site = await open();
    closing.push(() => site.close());
    const bus = new MqttBus({
      ...{
        url: site.url,
        clientId: 'agent',
        username: 'interphase',
        password: site.passwords['interphase']!,
      },
      ...{ will: bridgeWill('interphase'), reconnectMs: 100 },
    });
    closing.push(() => bus.disconnect());
    const onTrouble = ({ message }: Error): void => void troubles.push(message);
    const desk = new RequestDesk({
      clock: link,
      commands: doing(done),
      journal: notedJournal([]),
      onTrouble,
    });
    supervisor = new Supervisor({
      ...{ bus, base: 'interphase', clock: link, people: lab.broker.people, desk, onTrouble },
      holder: { agent: 'a1', host: 'lab-pc', pid: 1, data: '/data', since: '2026-01-01T00:00:00.000Z' },
    });
    await supervisor.start();
    operator = await connectAsync(site.url, {
      ...{ username: 'operator', password: site.passwords['operator']!, reconnectPeriod: 100 },
    });
    closing.push(() => operator.endAsync(true));
    operator.on('message', (topic, payload) => {
      heard.set(topic, payload.toString());
      if (topic.includes('/response/'))
        answers.push(JSON.parse(payload.toString()) as Record<string, unknown>);
    });
    await operator.subscribeAsync('interphase/#', { qos: 1 });
  });

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  function ask(fields: Record<string, unknown>, verb = 'pause', retain = false): Promise<unknown> {
    const request = { issued_at: new Date(link.now()).toISOString(), reason: 'r', ...fields };
    return say(JSON.stringify(request), verb, retain);
  }

  function say(text: string, verb = 'pause', retain = false): Promise<unknown> {
    return operator.publishAsync(`interphase/bridge/request/${verb}/operator`, text, { qos: 1, retain });
  }

  async function thousand(send: (k: number) => Promise<unknown>): Promise<void> {
    for (let from = 0; from < N; from += 20)
      await Promise.all(Array.from({ length: 20 }, (_, k) => send(from + k)));
  }

  run(
    `of ${N} requests each that comes twice, and the second time in another order, is done once; those that are late are not done`,
    async () => {
      await thousand((k) => ask({ transaction: `t${k}`, reason: `${k}` }));
      await thousand((k) => ask({ transaction: `t${N - 1 - k}`, reason: `${N - 1 - k}` }));
      await thousand((k) => ask({ transaction: `late${k}`, issued_at: '2026-01-01T00:00:00.000Z' }));
      await eventually(() => answers.length === 3 * N);
      expect(done).toHaveLength(N);
      expect(new Set(done).size).toBe(N);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(2 * N);
      expect(answers.filter(({ code }) => code === 'expired')).toHaveLength(N);
      expect(new Set(answers.map(({ transaction }) => transaction)).size).toBe(2 * N);
    },
  );

  run(
    `of ${N} requests that the broker kept for an agent that was away none is done, and each is told so`,
    async () => {
      for (let round = 0; answers.length < N; round++) {
        const before = answers.length;
        await supervisor.stop();
        await Promise.all(
          VERB_NAMES.map((verb) => ask({ transaction: `${verb} ${round}`, ...ANY_FIELDS }, verb, true)),
        );
        await supervisor.start();
        await eventually(() => answers.length === before + VERB_NAMES.length);
      }
      expect(new Set(answers.map(({ transaction }) => transaction)).size).toBe(answers.length);
      expect(answers.filter(({ code }) => code !== 'retained')).toEqual([]);
      expect(done).toEqual([]);
    },
  );

  run(
    'what is no request is answered once with its reason, and told in one line; nothing is done',
    async () => {
      const now = new Date(link.now()).toISOString();
      const wrong: [string, string, string][] = [
        ['malformed', 'pause', '{"transaction": "t1"'],
        ['malformed', 'pause', JSON.stringify({ issued_at: now })],
        ['malformed', 'pause', JSON.stringify({ transaction: 7, issued_at: now })],
        ['malformed', 'ack', JSON.stringify({ transaction: 't2', issued_at: now, alarm: 9 })],
        [
          'malformed',
          'pause',
          JSON.stringify({ transaction: 't3', issued_at: now, reason: 'x'.repeat(500_000) }),
        ],
        ['unknown-verb', 'explode', JSON.stringify({ transaction: 't4', issued_at: now })],
      ];
      for (const [code, verb, text] of wrong) {
        const [before, told] = [answers.length, troubles.length];
        await say(text, verb);
        await eventually(() => answers.length > before);
        expect(answers.slice(before)).toEqual([expect.objectContaining({ ok: false, code })]);
        expect(troubles.slice(told).length).toBeLessThanOrEqual(1);
      }
      expect(done).toEqual([]);
      expect(troubles.length).toBeGreaterThanOrEqual(5);
    },
  );

  run('a request of 10 MB or to a wildcard is not done, and the agent goes on', async () => {
    for (const [topic, text] of [
      ['interphase/bridge/request/pause/operator', 'x'.repeat(10_000_000)],
      ['interphase/bridge/request/+/operator', '{}'],
    ] as const) {
      const stranger = await connectAsync(site.url, {
        ...{ username: 'operator', password: site.passwords['operator']!, reconnectPeriod: 0 },
      });
      const gone = new Promise<void>((resolve) =>
        stranger.once('close', () => {
          resolve();
        }),
      );
      await Promise.race([stranger.publishAsync(topic, text, { qos: 1 }).catch(() => undefined), gone]);
      await stranger.endAsync(true);
    }
    await ask({ transaction: 'after' });
    await eventually(() => answers.some(({ transaction }) => transaction === 'after'));
    expect(done).toEqual(['pause by operator: r']);
  });

  run(
    'a broker that was killed has all that is retained within 5 s, and nothing comes as fresh',
    async () => {
      for (const id of ['robot', 'cycler', 'station']) supervisor.publishInstrument(id, { link: 'up' });
      supervisor.publishCampaign({ state: 'running' });
      await ask({ transaction: 'before' });
      await eventually(() => heard.has('interphase/station/state') && answers.length === 1);
      const known = [...heard.keys()].filter((topic) => !topic.includes('/re') && !topic.endsWith('/echo'));
      await site.restart();
      const begunMs = link.monotonic();
      heard.clear();
      await eventually(async () => {
        if (operator.connected) await operator.subscribeAsync('interphase/#', { qos: 1 });
        return known.every((topic) => heard.has(topic));
      });
      expect(link.monotonic() - begunMs).toBeLessThan(5000);
      expect(done).toEqual(['pause by operator: r']);
      expect(answers).toHaveLength(1);
    },
  );
});
