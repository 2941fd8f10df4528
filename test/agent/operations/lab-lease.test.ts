import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuseSecondAgent } from '../../../agent/operations/lab-lease.js';
import { holderOf } from '../../../agent/supervision/holder.js';
import { Supervisor } from '../../../agent/supervision/supervisor.js';
import { bridgeWill } from '../../../agent/supervision/contract/topics.js';
import { loadLab } from '../../../config/load.js';
import { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { link } from '../../drivers/mqtt-station/lab.js';
import { DEAF_DESK } from '../supervision/deaf-desk.js';

const login = { username: 'interphase', password: 'secret' };
const credentials = { [login.username]: login.password };
const nothing = (): void => undefined;
const closing: (() => Promise<void>)[] = [];

let broker: Broker;
let troubles: string[];

/** An agent at work with data folder `data`, as others see it. */
async function work(data: string): Promise<Supervisor> {
  const base = 'interphase';
  const bus = new MqttBus({
    url: broker.url,
    clientId: 'interphase-agent',
    ...login,
    will: bridgeWill(base),
  });
  closing.push(() => bus.disconnect());
  const supervisor = new Supervisor({
    bus,
    base,
    holder: holderOf('office-pc', data, 4711, link),
    clock: link,
    desk: DEAF_DESK,
    people: {},
    onTrouble: nothing,
  });
  await supervisor.start();
  const beats = setInterval(() => {
    supervisor.beat({ uptimeS: 1 });
  }, 100);
  closing.push(async () => {
    clearInterval(beats);
  });
  return supervisor;
}

async function ask(): Promise<void> {
  const config = await loadLab('config/labs/simulated.yaml');
  const { password } = login;
  const endpoints = { robot: '', tester: '', station: '', broker: broker.url };
  const clock = { linkMs: 0, labMs: 0, factor: 1 };
  const startedAt = '2026-01-01T00:00:00.000Z';
  const descriptor = { pid: 1, startedAt, seed: '1', clock, endpoints, password };
  await refuseSecondAgent({ config, configPath: '', data: 'here', descriptor, link }, ({ message }) =>
    troubles.push(message),
  );
}

beforeEach(async () => {
  troubles = [];
  broker = await startBroker({ port: 0, credentials });
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await broker.close();
});

describe('an agent that starts', () => {
  it('beside another one that works on the same lab is refused, and told who that is and what to do', async () => {
    await work('/data/other');
    await expect(ask()).rejects.toThrow(
      /another agent works on this lab \(process 4711 on office-pc since .*, data folder \/data\/other\).*Stop it first/,
    );
    expect(troubles).toEqual([]);
  });

  it('does not disturb the one that works', async () => {
    const supervisor = await work('/data/other');
    await expect(ask()).rejects.toThrow();
    expect(await supervisor.publishEvent('marker', {})).toBe(true);
  });

  it('after the other one has ended is not held up', async () => {
    const supervisor = await work('/data/other');
    await supervisor.stop();
    await ask();
    expect(troubles).toEqual([]);
  });

  it('without a broker starts, and says that it could not ask', async () => {
    const { url } = broker;
    await broker.close();
    await ask();
    expect(troubles).toEqual([
      expect.stringMatching(
        /could not be asked for another agent \(.*nothing listens there.*\): starting all the same/,
      ),
    ]);
    broker = await startBroker({ port: Number(new URL(url).port), credentials });
  });
});
