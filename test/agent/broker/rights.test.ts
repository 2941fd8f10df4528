import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { passwordLine } from '../../../agent/broker/mosquitto-password.js';
import { BROKER_LOGINS_FILE } from '../../../config/broker/passwords.js';
import { brokerRights, devices } from '../../../config/broker/rights.js';
import { parseLab } from '../../../config/load.js';
import { startBroker } from '../../../simulators/broker/broker.js';
import { brokerPasswords } from '../../../simulators/lab/broker-passwords.js';
import { edited, LAB_FILE, labText } from '../../config/example-files.js';
import { hasMosquitto } from '../../drivers/mqtt-station/mosquitto.js';
import { link } from '../../drivers/mqtt-station/lab.js';
import { mosquittoFor } from './mosquitto.js';

const people = '  people: { ada: operator, eve: scientist, wall: viewer }\n';
const lab = parseLab(
  edited(labText, '  username: interphase\n', `  username: interphase\n${people}`),
  LAB_FILE,
);

/** Topics of every kind; who may publish on each, and who hears it. Everything else is denied. */
const MATRIX: Readonly<Record<string, { publish: string[]; read: string[] }>> = {
  'interphase/bridge/state': { publish: ['interphase'], read: ['interphase', 'ada', 'eve', 'wall'] },
  'interphase/station/availability': { publish: ['interphase'], read: ['interphase', 'ada', 'eve', 'wall'] },
  'interphase/alarm/disk-low': { publish: ['interphase'], read: ['interphase', 'ada', 'eve', 'wall'] },
  'interphase/event/experiment.started': {
    publish: ['interphase'],
    read: ['interphase', 'ada', 'eve', 'wall'],
  },
  'interphase/bridge/response/pause/ada': {
    publish: ['interphase'],
    read: ['interphase', 'ada', 'eve', 'wall'],
  },
  'interphase/bridge/request/pause/ada': {
    publish: ['interphase', 'ada'],
    read: ['interphase', 'ada', 'eve', 'wall'],
  },
  'interphase/bridge/request/pause/eve': {
    publish: ['interphase', 'eve'],
    read: ['interphase', 'ada', 'eve', 'wall'],
  },
  'interphase/bridge/request/pause/wall': {
    publish: ['interphase'],
    read: ['interphase', 'ada', 'eve', 'wall'],
  },
  'interphase/bridge/request/pause': { publish: ['interphase'], read: ['interphase', 'ada', 'eve', 'wall'] },
  'lab/station/cmd/start': { publish: ['interphase'], read: ['interphase', 'station'] },
  'lab/station/cmd/start/result': { publish: ['station'], read: ['interphase'] },
  'lab/station/state': { publish: ['station'], read: ['interphase'] },
  'lab/station/availability': { publish: ['station'], read: ['interphase'] },
  'lab/compute/cmd/start': { publish: ['interphase'], read: ['interphase', 'compute'] },
  'lab/compute/availability': { publish: ['compute'], read: ['interphase'] },
  'somewhere/else': { publish: [], read: [] },
};
const LOGINS = ['interphase', 'station', 'compute', 'ada', 'eve', 'wall'];

interface Site {
  readonly url: string;
  readonly passwords: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

async function embedded(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'interphase-logins-'));
  const passwords = brokerPasswords(lab, folder, 'of the agent');
  const broker = await startBroker({ port: 0, credentials: passwords, rights: brokerRights(lab) });
  return {
    url: broker.url,
    passwords,
    close: async () => {
      await broker.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function mosquitto(): Promise<Site> {
  const { port, passwords, close } = await mosquittoFor(lab);
  return { url: `mqtt://127.0.0.1:${port}`, passwords, close };
}

const BROKERS: [string, () => Promise<Site>, boolean][] = [
  ['the embedded broker', embedded, true],
  ['Mosquitto', mosquitto, hasMosquitto],
];

describe.each(BROKERS)('%s', (_, open, isThere) => {
  const run = isThere ? it : it.skip;
  let site: Site;
  const heard = new Map<string, Set<string>>();
  const clients = new Map<string, MqttClient>();

  async function client(login: string): Promise<MqttClient> {
    const options = {
      username: login,
      password: site.passwords[login]!,
      clientId: `${login}-test`,
      reconnectPeriod: 0,
    };
    return connectAsync(site.url, options);
  }

  beforeAll(async () => {
    if (!isThere) return;
    site = await open();
    for (const login of LOGINS) {
      const listening = await client(login);
      listening.on('message', (_topic, payload) => {
        heard.set(payload.toString(), (heard.get(payload.toString()) ?? new Set()).add(login));
      });
      await listening.subscribeAsync('#', { qos: 1 });
      clients.set(login, listening);
    }
  });
  afterAll(async () => {
    if (!isThere) return;
    for (const each of clients.values()) await each.endAsync(true);
    await site.close();
  });

  /** From a connection of its own, which a broker may cut off for it. */
  async function publish(login: string, topic: string): Promise<void> {
    const publisher = await connectAsync(site.url, {
      ...{ username: login, password: site.passwords[login]!, clientId: `${login}-asks`, reconnectPeriod: 0 },
    });
    const cutOff = new Promise<void>((resolve) =>
      publisher.once('close', () => {
        resolve();
      }),
    );
    await Promise.race([publisher.publishAsync(topic, `${login} ${topic}`, { qos: 1 }), cutOff]);
    await publisher.endAsync(true);
  }

  run('lets every login publish and hear what is its own, topic by topic', async () => {
    for (const topic of Object.keys(MATRIX)) for (const login of LOGINS) await publish(login, topic);
    // What comes after all the others tells that they have come, or never will.
    await publish('interphase', 'interphase/end');
    await publish('interphase', 'lab/station/cmd/end');
    await publish('interphase', 'lab/compute/cmd/end');
    while ((heard.get('interphase interphase/end')?.size ?? 0) < 4) await link.sleep(20);
    while (!heard.get('interphase lab/station/cmd/end')?.has('station')) await link.sleep(20);
    while (!heard.get('interphase lab/compute/cmd/end')?.has('compute')) await link.sleep(20);
    for (const [topic, { publish: publishers, read }] of Object.entries(MATRIX)) {
      for (const login of LOGINS) {
        const readers = [...(heard.get(`${login} ${topic}`) ?? [])].sort();
        expect({ login, topic, readers }).toEqual({
          ...{ login, topic },
          readers: publishers.includes(login) ? [...read].sort() : [],
        });
      }
    }
  });

  run.each([
    ['nobody', 'x'],
    ['ada', 'x'],
    ['ada', ''],
  ])('does not let in %s with the password "%s"', async (username, password) => {
    await expect(connectAsync(site.url, { username, password, reconnectPeriod: 0 })).rejects.toThrow(
      /not author|bad user/i,
    );
  });

  run('does not let in who has no name', async () => {
    await expect(connectAsync(site.url, { reconnectPeriod: 0 })).rejects.toThrow(/not author/i);
  });
});

describe('passwords at the broker', () => {
  it('are made once for each login, kept for their owner alone, and differ', () => {
    const folder = mkdtempSync(join(tmpdir(), 'interphase-logins-'));
    const first = brokerPasswords(lab, folder, 'of the agent');
    expect(Object.keys(first)).toEqual([
      'interphase',
      ...devices(lab).map(([name]) => name),
      'ada',
      'eve',
      'wall',
    ]);
    expect(new Set(Object.values(first)).size).toBe(6);
    expect(brokerPasswords(lab, folder, 'of the agent')).toEqual(first);
    const file = join(folder, BROKER_LOGINS_FILE);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(first);
    rmSync(folder, { recursive: true });
  });

  it('of Mosquitto are salted hashes of PBKDF2 with HMAC-SHA-512', () => {
    const [login, , kind, iterations, salt, hash] = passwordLine('ada', 'secret', Buffer.alloc(12, 7)).split(
      /[:$]/,
    );
    expect([login, kind, iterations]).toEqual(['ada', '7', '20000']);
    expect(Buffer.from(salt!, 'base64')).toHaveLength(12);
    expect(Buffer.from(hash!, 'base64')).toHaveLength(64);
    expect(passwordLine('ada', 'secret', Buffer.alloc(12, 8))).not.toContain(hash);
  });
});
