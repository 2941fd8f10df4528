import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import { Announcer } from '../../../agent/supervision/announcer.js';
import { ManualClock } from '../../../core/clock.js';

/** A broker that acknowledges when it is told to. */
class SlowBroker {
  link: 'up' | 'down' = 'up';
  readonly kept = new Map<string, string>();
  private readonly waiting: (() => void)[] = [];

  async publish(topic: string, text: string): Promise<void> {
    if (text === '') this.kept.delete(topic);
    else this.kept.set(topic, text);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  acknowledge(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

let broker: SlowBroker;
let announcer: Announcer;

const textOf = (topic: string): unknown => {
  const text = broker.kept.get(`lab/${topic}`);
  return text && (JSON.parse(text) as { text: unknown }).text;
};

async function acknowledged(...told: Promise<void>[]): Promise<void> {
  broker.acknowledge();
  await Promise.all(told);
}

beforeEach(async () => {
  broker = new SlowBroker();
  announcer = new Announcer(broker as unknown as MqttBus, 'lab', new ManualClock(), (error) => {
    throw error;
  });
  await acknowledged(announcer.retain('alarm/disk', { text: 'first' }));
});

describe('a retained message', () => {
  it('that is set anew before its removal was acknowledged is kept, and told to a broker that forgot it', async () => {
    const gone = announcer.retract('alarm/disk');
    const back = announcer.retain('alarm/disk', { text: 'again' });
    await acknowledged(gone, back);
    expect(announcer.kept.map(([topic]) => topic)).toEqual(['alarm/disk']);
    broker.kept.clear();
    await acknowledged(announcer.repeat());
    expect(textOf('alarm/disk')).toBe('again');
  });

  it('that is removed twice stays owed as removed until the broker has the second removal', async () => {
    const removed = [announcer.retract('alarm/disk'), announcer.retain('alarm/disk', { text: 'again' })];
    broker.link = 'down';
    removed.push(announcer.retract('alarm/disk'));
    await acknowledged(...removed);
    broker.link = 'up';
    expect(textOf('alarm/disk')).toBe('again');
    await acknowledged(announcer.repeat());
    expect(textOf('alarm/disk')).toBeUndefined();
    expect(announcer.kept).toEqual([]);
  });

  it('that was removed while the broker was away is removed once, when it is back', async () => {
    broker.link = 'down';
    await announcer.retract('alarm/disk');
    broker.link = 'up';
    await acknowledged(announcer.repeat());
    expect(textOf('alarm/disk')).toBeUndefined();
    broker.kept.set('lab/alarm/disk', '{"text":"of another agent"}');
    await acknowledged(announcer.repeat());
    expect(textOf('alarm/disk')).toBe('of another agent');
  });
});
