import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../core/clock.js';
import { MqttStation } from '../../../drivers/mqtt-station/driver.js';
import type { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { agentBus, base, credentials, link, station } from './lab.js';

const HOUR_MS = 3_600_000;

describe('a station and an agent whose clocks differ', () => {
  let broker: Broker;
  let peer: Awaited<ReturnType<typeof station>>;
  let bus: MqttBus;
  beforeAll(async () => {
    broker = await startBroker({ port: 0, credentials });
    peer = await station(broker.url, new MemoryRoom());
    bus = agentBus(broker.url);
    await bus.connect();
  });
  afterAll(async () => {
    await bus.disconnect();
    await peer.close();
    await broker.close();
  });

  function identify(clock: Clock): Promise<unknown> {
    return new MqttStation({ id: 'station-1', bus, base, clock, deadlineMs: 2000 }).connect();
  }

  it.each([
    ['ahead', HOUR_MS, 'early'],
    ['behind', -HOUR_MS, 'expired'],
  ])(
    'do not work together while it is an hour %s: the agent says that clocks want setting',
    async (_, ms, code) => {
      await expect(identify(clockAhead(() => ms))).rejects.toMatchObject({
        fault: 'set-up',
        message: expect.stringMatching(new RegExp(`${code}.*set the clocks`)),
      });
    },
  );

  it('lose nothing when a clock is set while a command is on its way', async () => {
    const shown = [0, -HOUR_MS];
    await expect(identify(clockAhead(() => shown.shift() ?? 0))).resolves.toBeUndefined();
    expect(shown).toEqual([]);
  });
});

/** @param aheadMs at each look */
function clockAhead(aheadMs: () => number): Clock {
  return {
    now: () => link.now() + aheadMs(),
    monotonic: () => link.monotonic(),
    sleep: (ms, signal) => link.sleep(ms, signal),
  };
}
