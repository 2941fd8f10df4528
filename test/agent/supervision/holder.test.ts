import { beforeEach, describe, expect, it } from '@jest/globals';
import { BEATS_MS, findHolder, holderOf, type Held } from '../../../agent/supervision/holder.js';
import { ManualClock } from '../../../core/clock.js';
import type { MqttHandler } from '../../../drivers/transports/mqtt-bus.js';

const BASE = 'interphase';
const clock = new ManualClock();
const self = holderOf('lab-pc', '/data/self', 1, clock);
const other = holderOf('office-pc', '/data/other', 2, clock);
const stamp = { ts: '2026-01-01T00:00:00.000Z', seq: 1 };
const ONLINE = { ...stamp, state: 'online', reason: 'started' };
const LOST = { state: 'offline', reason: 'lost' };

let hear: MqttHandler;
let kept: (readonly [string, object])[];

function say(topic: string, body: object, retained = false): void {
  hear({ topic: `${BASE}/bridge/${topic}`, text: JSON.stringify(body), retained });
}

const bus = {
  subscribe: async (_: string, handler: MqttHandler): Promise<() => Promise<void>> => {
    hear = handler;
    for (const [topic, body] of kept) say(topic, body, true);
    return async () => undefined;
  },
};

/** What is found, and after how long; `undefined` while it is still being waited for. */
function ask(): { found: 'waiting' | Held | undefined; afterMs: number } {
  const answer: ReturnType<typeof ask> = { found: 'waiting', afterMs: 0 };
  const begun = clock.monotonic();
  void findHolder(bus, { base: BASE, agent: self.agent, clock }).then((found) => {
    Object.assign(answer, { found, afterMs: clock.monotonic() - begun });
  });
  return answer;
}

beforeEach(() => {
  kept = [];
});

describe('an agent that asks who works on the lab', () => {
  it('finds nobody at a broker that knows of nobody, within half a second', async () => {
    const answer = ask();
    await clock.advance(600);
    expect(answer.found).toBeUndefined();
    expect(answer.afterMs).toBeLessThanOrEqual(500);
  });

  it('finds nobody after a crash of the other: its last will says so, and nothing is waited for', async () => {
    kept = [
      ['holder', { ...stamp, ...other }],
      ['health', stamp],
      ['state', LOST],
    ];
    const answer = ask();
    await clock.advance(20);
    expect(answer).toEqual({ found: undefined, afterMs: 0 });
  });

  it('is not in its own way, whatever its earlier process left behind', async () => {
    kept = [
      ['state', ONLINE],
      ['holder', { ...stamp, ...self, pid: 99 }],
    ];
    const answer = ask();
    await clock.advance(20);
    expect(answer).toEqual({ found: undefined, afterMs: 0 });
  });

  it('finds another one that beats, and who it is', async () => {
    kept = [
      ['state', ONLINE],
      ['health', stamp],
      ['holder', { ...stamp, ...other }],
    ];
    const answer = ask();
    await clock.advance(2000);
    expect(answer.found).toBe('waiting');
    say('health', { ...stamp, uptimeS: 4 });
    await clock.advance(100);
    expect(answer.found).toEqual({ holder: other });
  });

  it('finds one that beats and does not say who it is', async () => {
    kept = [['state', ONLINE]];
    const answer = ask();
    say('health', stamp);
    await clock.advance(100);
    expect(answer.found).toEqual({ holder: undefined });
  });

  it('waits three beats for one that is announced but does not beat, and then takes the lab', async () => {
    kept = [
      ['state', ONLINE],
      ['holder', { ...stamp, ...other }],
      ['health', stamp],
    ];
    const answer = ask();
    await clock.advance(BEATS_MS - 100);
    expect(answer.found).toBe('waiting');
    await clock.advance(200);
    expect(answer.found).toBeUndefined();
  });

  it('takes the lab as soon as the other one leaves it', async () => {
    kept = [
      ['state', ONLINE],
      ['holder', { ...stamp, ...other }],
    ];
    const answer = ask();
    await clock.advance(1000);
    say('state', { ...stamp, state: 'offline', reason: 'stopped' });
    await clock.advance(100);
    expect(answer.found).toBeUndefined();
  });

  it('is not misled by what is no message of an agent', async () => {
    kept = [
      ['state', { state: 'perhaps' }],
      ['holder', []],
      ['other', {}],
    ];
    const answer = ask();
    await clock.advance(600);
    expect(answer.found).toBeUndefined();
  });
});

it('an agent is its data folder on its host, whichever process runs it', () => {
  expect(holderOf('lab-pc', '/data/self', 7, clock).agent).toBe(self.agent);
  expect(holderOf('lab-pc', '/data/other', 1, clock).agent).not.toBe(self.agent);
  expect(holderOf('office-pc', '/data/self', 1, clock).agent).not.toBe(self.agent);
});
