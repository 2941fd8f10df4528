import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../../core/clock.js';
import { makeDeadMan, type Heartbeat } from '../../../../agent/alarms/messages/make-dead-man.js';
import { WebServer } from './listeners.js';

const SECRET = 'ch3ck-1d';

describe('calls to an outside monitor', () => {
  let web: WebServer;
  let clock: ManualClock;
  let monitor: Heartbeat;
  const troubles: string[] = [];
  beforeEach(async () => {
    web = await WebServer.start();
    clock = new ManualClock();
    troubles.length = 0;
    const place = { configPath: 'lab.yaml', environment: { MONITOR: `${web.url}/${SECRET}` } };
    const onTrouble = (error: Error): void => void troubles.push(error.message);
    monitor = await makeDeadMan({ urlEnv: 'MONITOR', everyMin: 5 }, place, clock, onTrouble);
  });
  afterEach(() => web.close());

  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 5) {
      await monitor.beat();
      await clock.advance(5000);
    }
  };

  it('are made every so many minutes, as long as something beats', async () => {
    await pass(3600);
    expect(web.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 12 }, () => `GET /${SECRET}`),
    );
    await clock.advance(3_600_000);
    expect(web.requests).toHaveLength(12);
  });

  it('are made up for when one failed, which is said once and without the address', async () => {
    web.status = 503;
    await pass(60);
    expect(web.requests).toHaveLength(4);
    expect(troubles).toEqual([expect.stringMatching(/alarms.deadMan.*HTTP 503/)]);
    web.status = 200;
    await pass(60);
    web.status = 503;
    await pass(600);
    expect(troubles).toHaveLength(2);
    expect(troubles.join()).not.toContain(SECRET);
  });

  it('are not made without a monitor', async () => {
    const place = { configPath: 'lab.yaml', environment: {} };
    monitor = await makeDeadMan(undefined, place, clock, () => undefined);
    await pass(600);
    expect(web.requests).toEqual([]);
  });
});
