import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MqttStation } from '../../../drivers/mqtt-station/driver.js';
import { commandTopic, resultTopic } from '../../../drivers/mqtt-instrument/topics.js';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { until } from '../../contracts/instrument.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { agentBus, base, cell, credentials, eventually, lab, link, station } from './lab.js';
import { hasMosquitto, startMosquitto } from './mosquitto.js';

type Start = (port: number) => Promise<Broker>;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function describeOutages(name: string, start: Start): void {
  const portOf = ({ url }: Broker): number => Number(new URL(url).port);

  describe(name, () => {
    it('goes away in mid-job: the job is found by its id when it is back', async () => {
      const { driver, broker, room, close } = await lab(() => start(0));
      closing.push(close);
      await driver.connect();
      await driver.start('j1', { kind: 'impedance', cellId: 'C1' });
      await broker.close();
      await eventually(() => driver.link === 'down');
      await expect(driver.job('j1')).rejects.toMatchObject({ fault: 'not-sent', instrument: 'station-1' });
      await eventually(() => room.entries.get('j1')?.state === 'completed');

      closing.push((await start(portOf(broker))).close);
      await eventually(() => driver.link === 'up');
      expect(await driver.job('j1')).toMatchObject({ state: 'completed', rows: 4 });
      expect(room.begun).toEqual(['j1']);
    });

    it('is away when a command is given: it is refused at once and never carried out', async () => {
      const { driver, broker, room, close } = await lab(() => start(0));
      closing.push(close);
      await driver.connect();
      await broker.close();
      await eventually(() => driver.link === 'down');
      await expect(driver.start('j1', { kind: 'impedance', cellId: 'C1' })).rejects.toMatchObject({
        fault: 'not-sent',
        message: expect.stringMatching(/no connection to MQTT broker .* nothing was sent/),
      });
      closing.push((await start(portOf(broker))).close);
      await eventually(() => driver.link === 'up');
      expect((await driver.job('j1')).state).toBe('unknown');
      expect(room.begun).toEqual([]);
    });

    it('keeps a command for the station: it is refused when the station comes, with a result', async () => {
      const broker = await start(0);
      closing.push(broker.close);
      const bus = agentBus(broker.url);
      closing.push(() => bus.disconnect());
      await bus.connect();
      const results: string[] = [];
      await bus.subscribe(resultTopic(base, '+'), ({ text }) => results.push(text));
      const expires = new Date(link.now() + 60_000).toISOString();
      const command = { id: 'kept', expires, job: 'j1', task: { kind: 'impedance', cellId: 'C1' } };
      await bus.publish(commandTopic(base, 'start'), JSON.stringify(command), { retain: true });
      const room = new MemoryRoom();
      closing.push((await station(broker.url, room)).close);
      await eventually(() => results.length > 0);
      expect(JSON.parse(results[0]!)).toMatchObject({ id: 'kept', ok: false, code: 'retained' });
      expect(room.begun).toEqual([]);
    });

    it('says that the station is offline when its process dies, and the driver sends nothing to it', async () => {
      const broker = await start(0);
      closing.push(broker.close);
      const script = fileURLToPath(new URL('station-process.ts', import.meta.url));
      const child = spawn(process.execPath, ['--import', 'tsx', script, broker.url], { stdio: 'inherit' });
      closing.push(async () => void child.kill('SIGKILL'));
      const bus = agentBus(broker.url);
      closing.push(() => bus.disconnect());
      const driver = new MqttStation({ id: 'station-1', bus, base, clock: link, deadlineMs: 15_000 });
      await driver.connect();
      child.kill('SIGKILL');
      await once(child, 'exit');
      await eventually(() => driver.link === 'down');
      await expect(driver.start('j1', {} as never)).rejects.toMatchObject({
        fault: 'not-sent',
        message: expect.stringMatching(/is offline/),
      });
    });
  });
}

describeOutages('the embedded broker', (port) => startBroker({ port, credentials }));

if (hasMosquitto) describeOutages('mosquitto', (port) => startMosquitto({ port, credentials }));
else it.skip('mosquitto: not installed at /usr/sbin/mosquitto', () => undefined);

describe('the driver', () => {
  it('names the station and the cause when the credentials are refused', async () => {
    const broker = await startBroker({ port: 0, credentials });
    closing.push(broker.close);
    const bus = agentBus(broker.url, { password: 'wrong' });
    closing.push(() => bus.disconnect());
    const driver = new MqttStation({ id: 'station-1', bus, base, clock: link });
    await expect(driver.connect()).rejects.toMatchObject({
      fault: 'set-up',
      instrument: 'station-1',
      message: expect.stringMatching(/station-1: .*refuses the login/),
    });
  });

  it('does not know the outcome when the station is silent, and says what to do', async () => {
    const broker = await startBroker({ port: 0, credentials });
    closing.push(broker.close);
    const bus = agentBus(broker.url);
    closing.push(() => bus.disconnect());
    await bus.connect();
    await bus.publish(`${base}/availability`, '{"state":"online"}', { retain: true });
    const driver = new MqttStation({ id: 'station-1', bus, base, clock: link, deadlineMs: 100 });
    await expect(driver.connect()).rejects.toMatchObject({
      fault: 'unknown-outcome',
      message: expect.stringMatching(/no answer on .*identify within 100 ms; ask for the job/),
    });
  });

  it('blames the clocks when the station finds a command expired that was just sent', async () => {
    const broker = await startBroker({ port: 0, credentials });
    closing.push(broker.close);
    const ahead = {
      now: () => link.now() + 60_000,
      monotonic: () => link.monotonic(),
      sleep: link.sleep.bind(link),
    };
    closing.push((await station(broker.url, new MemoryRoom(), { link: ahead })).close);
    const bus = agentBus(broker.url);
    closing.push(() => bus.disconnect());
    const driver = new MqttStation({ id: 'station-1', bus, base, clock: link });
    await expect(driver.connect()).rejects.toMatchObject({
      fault: 'set-up',
      message: expect.stringMatching(/\(expired\).*set the clocks/),
    });
  });

  it('finds a job interrupted whose station stopped in the middle of it', async () => {
    const broker = await startBroker({ port: 0, credentials });
    closing.push(broker.close);
    const room = new MemoryRoom();
    await room.putCell(cell('C1'));
    const first = await station(broker.url, room);
    const bus = agentBus(broker.url);
    closing.push(() => bus.disconnect());
    const driver = new MqttStation({ id: 'station-1', bus, base, clock: link });
    await driver.connect();
    await driver.start('j1', { kind: 'film', cellId: 'C1' });
    await first.close();
    await eventually(() => driver.link === 'down');
    closing.push((await station(broker.url, room)).close);
    await eventually(() => driver.link === 'up');
    const report = await until(driver, 'j1', ({ state }) => state !== 'running');
    expect(report).toMatchObject({ state: 'interrupted', fault: { code: 'power-loss' } });
  });
});
