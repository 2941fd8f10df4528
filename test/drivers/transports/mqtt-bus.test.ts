import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { MqttBus, type MqttMessage } from '../../../drivers/transports/mqtt-bus.js';
import { expectEcho } from '../../../drivers/transports/mqtt-echo.js';
import { matchesFilter } from '../../../drivers/transports/mqtt-topic.js';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { agentBus, credentials, eventually, link } from '../mqtt-station/lab.js';
import { hasMosquitto, startMosquitto } from '../mqtt-station/mosquitto.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function bus(url: string, changed: Parameters<typeof agentBus>[1] = {}): MqttBus {
  const made = agentBus(url, changed);
  closing.push(() => made.disconnect());
  return made;
}

async function broker(options: { port: number; password?: string } = { port: 0 }): Promise<Broker> {
  const { port, password = credentials.agent } = options;
  const made = await startBroker({ port, credentials: { ...credentials, agent: password } });
  closing.push(made.close);
  return made;
}

/** A peer that accepts every client and acknowledges nothing else; what it hears is collected. */
async function deafBroker(connack: boolean): Promise<{ url: string; heard: () => string; drop: () => void }> {
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('data', () => connack && socket.write(Buffer.from([0x20, 2, 0, 0])));
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  closing.push(async () => {
    drop();
    server.close();
  });
  return { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, heard: () => heard, drop };
}

describe('the link to a broker', () => {
  it('says that nothing listens, and comes up by itself once something does', async () => {
    const first = await broker();
    await first.close();
    const agent = bus(first.url);
    await expect(agent.connect()).rejects.toMatchObject({
      fault: 'not-sent',
      message: expect.stringMatching(
        /MQTT broker mqtt:\/\/127.*start the broker.*client 'agent', user 'agent'/,
      ),
    });
    await broker({ port: Number(new URL(first.url).port) });
    await eventually(() => agent.link === 'up');
  });

  it('says that the credentials are refused, and comes up by itself once they are right', async () => {
    const strict = await broker({ port: 0, password: 'something else' });
    const agent = bus(strict.url);
    await expect(agent.connect()).rejects.toMatchObject({
      fault: 'set-up',
      message: expect.stringMatching(/refuses the login.*correct user name and password/),
    });
    await strict.close();
    await broker({ port: Number(new URL(strict.url).port) });
    await eventually(() => agent.link === 'up');
  });

  it('is refused to whoever has no name', async () => {
    const nobody = new MqttBus({ url: (await broker()).url, clientId: 'nobody' });
    closing.push(() => nobody.disconnect());
    await expect(nobody.connect()).rejects.toMatchObject({
      fault: 'set-up',
      message: expect.stringMatching(/no user name/),
    });
  });

  it('names a host that does not exist', async () => {
    await expect(bus('mqtt://no-such-host.invalid:1883').connect()).rejects.toMatchObject({
      instrument: 'MQTT broker mqtt://no-such-host.invalid:1883',
      message: expect.stringMatching(/name/),
    });
  });

  it('does not wait for ever for a peer that is no broker', async () => {
    const { url } = await deafBroker(false);
    const agent = new MqttBus({ url, clientId: 'agent', connectMs: 100 });
    closing.push(() => agent.disconnect());
    await expect(agent.connect()).rejects.toMatchObject({ fault: 'not-sent' });
  });

  it('ends a connection attempt when asked to', async () => {
    const { url } = await deafBroker(false);
    const stop = new AbortController();
    const attempt = bus(url).connect(stop.signal);
    stop.abort(new Error('shutting down'));
    await expect(attempt).rejects.toThrow('shutting down');
  });
});

describe('publishing', () => {
  it('fails at once while the link is down, and nothing arrives later', async () => {
    const first = await broker();
    const agent = bus(first.url);
    await agent.connect();
    await first.close();
    await eventually(() => agent.link === 'down');
    await expect(agent.publish('lab/cmd', 'late')).rejects.toMatchObject({ fault: 'not-sent' });
    await expect(agent.publish('lab/telemetry', 'late', { qos: 0 })).rejects.toMatchObject({
      fault: 'not-sent',
    });

    const second = await broker({ port: Number(new URL(first.url).port) });
    const heard: string[] = [];
    const listener = bus(second.url, { clientId: 'listener' });
    await listener.subscribe('lab/#', ({ text }) => heard.push(text));
    await listener.connect();
    await eventually(() => agent.link === 'up');
    await agent.publish('lab/cmd', 'fresh');
    await eventually(() => heard.length > 0);
    expect(heard).toEqual(['fresh']);
  });

  it('has an unknown outcome when the link is lost before the acknowledgement, and is not repeated', async () => {
    const peer = await deafBroker(true);
    const agent = bus(peer.url);
    await agent.connect();
    const sent = agent.publish('lab/cmd', 'once only');
    await eventually(() => peer.heard().includes('once only'));
    peer.drop();
    await expect(sent).rejects.toMatchObject({ fault: 'unknown-outcome' });
    await eventually(() => agent.link === 'up');
    await expect(agent.publish('lab/other', 'after', { qos: 0 })).resolves.toBeUndefined();
    await eventually(() => peer.heard().includes('after'));
    expect(peer.heard().split('once only')).toHaveLength(2);
  });
});

describe('subscribing', () => {
  it('hears retained and live messages, tells them apart, and hears them again after an outage', async () => {
    const first = await broker();
    const port = Number(new URL(first.url).port);
    const agent = bus(first.url);
    await agent.connect();
    await agent.publish('lab/state', 'kept', { retain: true });
    const heard: MqttMessage[] = [];
    await agent.subscribe('lab/+', (message) => heard.push(message));
    await eventually(() => heard.length === 1);
    expect(heard[0]).toEqual({ topic: 'lab/state', text: 'kept', retained: true });

    await first.close();
    await eventually(() => agent.link === 'down');
    await broker({ port });
    await eventually(() => agent.link === 'up');
    await agent.publish('lab/state', 'live');
    await eventually(() => heard.length === 2);
    expect(heard[1]).toEqual({ topic: 'lab/state', text: 'live', retained: false });
  });

  it('ends for one listener and goes on for the other', async () => {
    const agent = bus((await broker()).url);
    await agent.connect();
    const heard: string[] = [];
    const end = await agent.subscribe('lab/a', () => heard.push('first'));
    await agent.subscribe('lab/a', () => heard.push('second'));
    await end();
    await agent.publish('lab/a', 'x');
    await eventually(() => heard.length > 0);
    expect(heard).toEqual(['second']);
  });
});

const named = hasMosquitto ? describe : describe.skip;
named('what mosquitto drops without a word (skipped where it is not installed)', () => {
  it('is found by the echo', async () => {
    const rules = ['user agent', 'topic read lab/#', 'topic readwrite own/#'];
    const strict = await startMosquitto({ port: 0, credentials }, rules);
    closing.push(strict.close);
    const agent = bus(strict.url);
    await agent.connect();
    await expect(agent.publish('lab/echo', 'acknowledged and dropped')).resolves.toBeUndefined();
    await expect(expectEcho(agent, link, 'own/echo', 'e1')).resolves.toBeUndefined();
    await expect(expectEcho(agent, link, 'lab/echo', 'e2', 200)).rejects.toMatchObject({
      fault: 'set-up',
      message: expect.stringMatching(/lab\/echo does not come back: allow this user/),
    });
  });
});

describe('topic filters', () => {
  const level = fc.stringMatching(/^[a-z0-9]{1,4}$/);
  const topics = fc.array(level, { minLength: 1, maxLength: 5 });

  it('match themselves, with any level replaced by + and any tail by #', () => {
    fc.assert(
      fc.property(topics, fc.nat(4), (levels, at) => {
        const index = at % levels.length;
        const topic = levels.join('/');
        expect(matchesFilter(topic, topic)).toBe(true);
        expect(matchesFilter(levels.with(index, '+').join('/'), topic)).toBe(true);
        expect(matchesFilter([...levels.slice(0, index), '#'].join('/'), topic)).toBe(true);
        expect(matchesFilter(`${topic}/+`, topic)).toBe(false);
      }),
    );
  });

  it('match the parent of a tail, and no broker topic by a leading wildcard', () => {
    expect(matchesFilter('lab/#', 'lab')).toBe(true);
    expect(matchesFilter('#', '$SYS/uptime')).toBe(false);
    expect(matchesFilter('+/uptime', '$SYS/uptime')).toBe(false);
    expect(matchesFilter('$SYS/#', '$SYS/uptime')).toBe(true);
  });
});
