/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { ClientSession } from 'node-opcua-client';
import { ManualClock, type Clock } from '../../../core/clock.js';
import { Pulse, subscribeHeartbeat } from '../../../drivers/transports/opcua-heartbeat.js';
import { DEFAULT_TIMING } from '../../../drivers/transports/opcua-options.js';

const TIMING = { beatMs: 1000, missedBeats: 3 };

/** Watches in the background; `ended` is the reason once there is one. */
function watched(clock: Clock): { pulse: Pulse; over: AbortController; ended: () => string | undefined } {
  const pulse = new Pulse(clock, TIMING);
  const over = new AbortController();
  let why: string | undefined;
  void pulse.watch(over.signal).then((reason) => {
    why = reason;
  });
  return { pulse, over, ended: () => why };
}

describe('the pulse of a connection', () => {
  it('goes on while data arrives', async () => {
    const clock = new ManualClock();
    const { pulse, ended } = watched(clock);
    for (let beat = 0; beat < 8; beat++) {
      pulse.beat();
      await clock.advance(1000);
    }
    expect(ended()).toBeUndefined();
  });

  it('stops after three beats missed in a row, and not before', async () => {
    const clock = new ManualClock();
    const { pulse, ended } = watched(clock);
    await clock.advance(2000);
    pulse.beat();
    await clock.advance(3000);
    expect(ended()).toBeUndefined();
    await clock.advance(1000);
    expect(ended()).toBe('no data for 3 beats');
  });

  it('does not survive a clock that was set, because the encrypted channel does not either', async () => {
    const clock = new ManualClock();
    let setMs = 0;
    const host: Clock = {
      now: () => clock.now() + setMs,
      monotonic: () => clock.monotonic(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
    };
    const { pulse, ended } = watched(host);
    setMs = 3_600_000;
    pulse.beat();
    await clock.advance(1000);
    expect(ended()).toBe('the clock of this host was set by 3600 s');
  });

  it('says nothing any more once nobody wants to know', async () => {
    const clock = new ManualClock();
    const { over, ended } = watched(clock);
    over.abort();
    await clock.advance(60_000);
    expect(ended()).toBeUndefined();
  });
});

type Asked = Readonly<
  Record<'requestedPublishingInterval' | 'requestedLifetimeCount' | 'requestedMaxKeepAliveCount', number>
>;

it('asks for a subscription that ends a minute after us: those of killed agents would fill the server', async () => {
  const asked: Asked[] = [];
  const session = {
    createSubscription2: async (options: Asked) => {
      asked.push(options);
      return { monitor: async () => new EventEmitter() };
    },
  } as unknown as ClientSession;
  const timing = { ...DEFAULT_TIMING, beatMs: 1000 };
  const heartbeat = await subscribeHeartbeat(session, new ManualClock(), timing);
  heartbeat.stop();
  const { requestedPublishingInterval, requestedLifetimeCount, requestedMaxKeepAliveCount } = asked[0]!;
  expect(requestedPublishingInterval * requestedLifetimeCount).toBe(60_000);
  expect(requestedLifetimeCount).toBeGreaterThanOrEqual(3 * requestedMaxKeepAliveCount);
});
