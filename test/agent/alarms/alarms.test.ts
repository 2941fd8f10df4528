import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { Alarms } from '../../../agent/alarms/alarms.js';
import { phaseOf } from '../../../agent/alarms/alarm-state.js';
import type { Condition } from '../../../agent/alarms/condition.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { verify } from '../../../agent/record/verify.js';
import { RecordFolder } from '../a-record.js';

const HOUR_MS = 3_600_000;
const LOW: Condition = { definition: 'disk-low', text: '1.9 GB free' };
const LOST: Condition = { definition: 'instrument-unreachable', source: 'robot', text: 'down' };
const UNSAFE: Condition = { definition: 'safe-state-not-reached', source: 'cycler', text: 'no answer' };
const ROBOT = 'instrument-unreachable.robot';

let folder: RecordFolder;
let record: LabRecord;
let clock: ManualClock;
let alarms: Alarms;
let inMaintenance: boolean;

const load = async (): Promise<Alarms> => {
  const { troubles } = folder;
  const expected = ({ source }: { source: string }): string | undefined =>
    inMaintenance && source === 'robot' ? 'maintenance' : undefined;
  const loaded = new Alarms({ record, clock, expected, onTrouble: (error) => troubles.push(error) });
  await loaded.load();
  return loaded;
};

beforeEach(async () => {
  folder = new RecordFolder();
  clock = new ManualClock();
  record = await folder.open(clock);
  inMaintenance = false;
  alarms = await load();
});
afterEach(() => folder.remove());

const phases = (of = alarms): Record<string, string> =>
  Object.fromEntries(of.list.map(({ id, state }) => [id, phaseOf(state)]));
/** Sees the same for so many seconds. */
const seeing = async (seconds: number, ...conditions: Condition[]): Promise<void> => {
  for (let second = 0; second <= seconds; second++) {
    await alarms.observe(conditions);
    await clock.advance(1000);
  }
};
const kinds = (): Promise<string[]> => record.db('events').orderBy('seq').pluck<string[]>('kind');

describe('alarms', () => {
  it('come with their condition and go when it is over and somebody has seen them', async () => {
    await seeing(0, LOW);
    expect(phases()).toEqual({ 'disk-low': 'unacknowledged' });
    await seeing(0);
    expect(phases()).toEqual({ 'disk-low': 'returned-unacknowledged' });
    await alarms.acknowledge('ada', 'disk-low', 'seen');
    expect(phases()).toEqual({});
    expect(await kinds()).toEqual(['alarm.raised', 'alarm.cleared', 'alarm.acknowledged']);
  });

  it('wait for their delays', async () => {
    await seeing(29, LOST);
    expect(phases()).toEqual({});
    await seeing(0, LOST);
    expect(phases()).toEqual({ [ROBOT]: 'unacknowledged' });
    await seeing(9);
    expect(phases()).toEqual({ [ROBOT]: 'unacknowledged' });
    await seeing(0);
    expect(phases()).toEqual({ [ROBOT]: 'returned-unacknowledged' });
  });

  it('of what happened and is over stay until they are acknowledged', async () => {
    await alarms.strike(UNSAFE);
    await seeing(100);
    expect(phases()).toEqual({ 'safe-state-not-reached.cycler': 'latched-unacknowledged' });
    await alarms.acknowledge('ada', 'safe-state-not-reached.cycler', 'switched off');
    expect(phases()).toEqual({});
  });

  it('come the most urgent first', async () => {
    await seeing(0, LOW);
    await alarms.strike(UNSAFE);
    expect(alarms.list.map(({ priority }) => priority)).toEqual(['critical', 'medium']);
    expect(alarms.unseen).toBe(2);
    await alarms.acknowledge('ada', 'disk-low', '');
    expect(alarms.unseen).toBe(1);
  });

  it('tell each change once', async () => {
    const told: string[][] = [];
    const end = alarms.onChange((ids) => told.push([...ids]));
    await seeing(3, LOW);
    await seeing(3);
    end();
    await seeing(0, LOW);
    expect(told).toEqual([['disk-low'], ['disk-low']]);
  });
});

describe('alarms that were put aside', () => {
  it('come back when the time is over, as news if the condition is still there', async () => {
    await seeing(0, LOW);
    await alarms.shelve('ada', 'disk-low', 3600, 'moving files');
    await clock.advance(HOUR_MS - 2000);
    await seeing(0, LOW);
    expect(phases()).toEqual({ 'disk-low': 'shelved' });
    await seeing(1, LOW);
    expect(phases()).toEqual({ 'disk-low': 'unacknowledged' });
    await alarms.shelve('ada', 'disk-low', 3600, 'still moving');
    await alarms.unshelve('ada', 'disk-low', 'done');
    await alarms.acknowledge('ada', 'disk-low', '');
    expect(phases()).toEqual({ 'disk-low': 'acknowledged' });
  });

  it('stay so over a restart, and come back by the clock on the wall', async () => {
    await seeing(0, LOW);
    await alarms.shelve('ada', 'disk-low', 3600, 'moving files');
    alarms = await load();
    await seeing(0, LOW);
    expect(phases()).toEqual({ 'disk-low': 'shelved' });
    clock.set(HOUR_MS);
    alarms = await load();
    await seeing(0, LOW);
    expect(phases()).toEqual({ 'disk-low': 'unacknowledged' });
  });

  it.each([
    ['critical', () => alarms.shelve('ada', 'safe-state-not-reached.cycler', 60, 'noisy'), /never shelved/],
    ['too long', () => alarms.shelve('ada', 'disk-low', 1e6, 'noisy'), /disk-low: 1000000 s is not possible/],
    [
      'unknown',
      () => alarms.shelve('ada', 'disk', 60, 'noisy'),
      /'disk' is no alarm that is up \(up: disk-low, /,
    ],
    ['not shelved', () => alarms.unshelve('ada', 'disk-low', ''), /not shelved/],
  ])('are refused with a reason: %s', async (_what, ask, why) => {
    await seeing(0, LOW);
    await alarms.strike(UNSAFE);
    const before = record.length;
    await expect(ask()).rejects.toThrow(why);
    expect(record.length).toBe(before);
  });

  it('by the agent, because they are expected, are nobody to be told of', async () => {
    inMaintenance = true;
    await seeing(31, LOST);
    expect(phases()).toEqual({ [ROBOT]: 'suppressed' });
    inMaintenance = false;
    await seeing(0, LOST);
    expect(phases()).toEqual({ [ROBOT]: 'unacknowledged' });
  });
});

describe('a restart', () => {
  it('finds every alarm as it was, and the record whole', async () => {
    await seeing(31, LOW, LOST);
    await alarms.strike(UNSAFE);
    await alarms.acknowledge('ada', ROBOT, '');
    const sent = { alarms: ['disk-low'], summary: false, tries: 1, answer: 'ok' };
    await alarms.log({ kind: 'message.sent', subject: 'phone', body: sent });
    const again = await load();
    expect(again.list).toEqual(alarms.list);
    expect(again.get('disk-low')?.told).toEqual(['phone']);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('ends what was over meanwhile', async () => {
    await seeing(0, LOW);
    alarms = await load();
    await seeing(0);
    expect(phases()).toEqual({ 'disk-low': 'returned-unacknowledged' });
  });
});

it('alarms are up while the record cannot be written, and written in order when it can', async () => {
  const append = record.append.bind(record);
  record.append = () => Promise.reject(new Error('no space'));
  await seeing(3, LOW);
  await alarms.strike(UNSAFE);
  expect(Object.keys(phases())).toEqual(['safe-state-not-reached.cycler', 'disk-low']);
  expect(alarms.unwritable).toBe('no space');
  expect(folder.troubles.map(({ message }) => message)).toEqual([expect.stringMatching(/no space.*kept/)]);
  expect(record.length).toBe(0);
  record.append = append;
  await seeing(0, LOW);
  expect(alarms.unwritable).toBeUndefined();
  expect(await kinds()).toEqual(['alarm.raised', 'alarm.raised', 'alarm.cleared']);
  expect((await load()).list.map(({ id }) => id)).toEqual(alarms.list.map(({ id }) => id));
});
