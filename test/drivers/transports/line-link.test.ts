import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { InstrumentError } from '../../../drivers/instrument-error.js';
import { LineLink, type LineLinkOptions } from '../../../drivers/transports/line-link.js';
import { fakePorts, inStep, synchronisation, type FakePort } from './fake-port.js';

function linkOn(set: (port: FakePort, opened: number) => void, changes: Partial<LineLinkOptions> = {}) {
  const clock = new ManualClock();
  const { ports, open } = fakePorts((port, opened) => {
    port.answer = (line) => inStep(line) ?? 'ok';
    set(port, opened);
  });
  const link = new LineLink({
    instrument: 'dev',
    clock,
    open,
    synchronisation,
    deadlineMs: 100,
    maxReplyLength: 1000,
    heartbeatMs: 1000,
    backOff: { firstMs: 100, lastMs: 200 },
    greet: (transport) => transport.ping(),
    ...changes,
  });
  const ask = () => link.turn((talk) => talk.query('A?', (reply) => reply, 100));
  return { clock, ports, link, ask };
}

const refused = new InstrumentError('dev', 'set-up', 'no port');

describe('a line link', () => {
  it('is down until it is connected, and says so', async () => {
    const { link, ask } = linkOn(() => undefined);
    expect(link.state).toBe('down');
    await expect(ask()).rejects.toMatchObject({ fault: 'not-sent' });
    await link.connect();
    await link.connect();
    expect([link.state, await ask()]).toEqual(['up', 'ok']);
    await link.disconnect();
    await link.disconnect();
    await expect(ask()).rejects.toMatchObject({ fault: 'not-sent' });
  });

  it('passes on why the first open failed, and may be connected again', async () => {
    const { link } = linkOn((_port, opened) => {
      if (opened === 1) throw refused;
    });
    await expect(link.connect()).rejects.toBe(refused);
    await link.connect();
    expect(link.state).toBe('up');
    await link.disconnect();
  });

  it('opens a new port after a loss, waiting longer after every failure', async () => {
    const openedAt: number[] = [];
    const { clock, ports, link, ask } = linkOn((_port, opened) => {
      openedAt.push(clock.now());
      if (opened > 1 && opened < 5) throw refused;
    });
    await link.connect();
    ports[0]!.unplug();
    const lostAt = clock.now();
    await clock.advance(1);
    await expect(ask()).rejects.toMatchObject({ fault: 'not-sent' });
    await clock.advance(2000);
    expect(openedAt.slice(1).map((at) => at - lostAt)).toEqual([100, 250, 450, 650]);
    expect([link.state, await ask()]).toEqual(['up', 'ok']);
    expect(ports[0]!.written.filter((text) => text === 'A?\n')).toEqual([]);
    await link.disconnect();
  });

  it('says that another instrument answers for as long as it does', async () => {
    let greeted = 0;
    const { clock, ports, link, ask } = linkOn(() => undefined, {
      greet: async () => {
        if (++greeted === 2) throw new InstrumentError('dev', 'wrong-peer', 'expected 1, 2 answers');
      },
    });
    await link.connect();
    ports[0]!.unplug();
    await clock.advance(120);
    await expect(ask()).rejects.toMatchObject({ fault: 'wrong-peer' });
    await clock.advance(200);
    expect(await ask()).toBe('ok');
    await link.disconnect();
  });

  it('asks a silent line for a sign of life, and opens it anew after three without', async () => {
    const { clock, ports, link } = linkOn(() => undefined);
    await link.connect();
    ports[0]!.answer = () => undefined;
    await clock.advance(1150);
    expect(link.state).toBe('stale');
    await clock.advance(4000);
    expect([ports.length, link.state]).toEqual([2, 'up']);
    await link.disconnect();
  });

  it('stops for good when disconnected while reconnecting', async () => {
    const { clock, ports, link } = linkOn((_port, opened) => {
      if (opened > 1) throw refused;
    });
    await link.connect();
    ports[0]!.unplug();
    await clock.advance(500);
    await link.disconnect();
    const tried = ports.length;
    await clock.advance(5000);
    expect(ports).toHaveLength(tried);
  });
});
