import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Leases } from '../../../agent/campaign/leases.js';
import { heldBack } from '../../../agent/experiment/held-back.js';
import { Locks } from '../../../agent/locks/locks.js';
import type { LabRecord } from '../../../agent/record/record.js';
import type { Instrument } from '../../../drivers/instrument.js';
import { ManualClock } from '../../../core/clock.js';
import { RecordFolder } from '../a-record.js';

describe('a lock', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let clock: ManualClock;
  let locks: Locks;
  const troubles: string[] = [];

  const open = (): Promise<Locks> =>
    Locks.open({
      ...{ record, clock, instruments: ['robot', 'cycler'] },
      onTrouble: ({ message }) => troubles.push(message),
    });
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    clock = new ManualClock();
    locks = await open();
  });
  afterEach(() => folder.remove());

  it('keeps the agent from starting anything there, and nowhere else, until it is given back', async () => {
    const started: string[] = [];
    const leases = new Leases(record, locks);
    const instrument = (id: string): Instrument => {
      const bare = { id, start: async (jobId: string) => void started.push(jobId) } as unknown as Instrument;
      return heldBack(bare, () => leases.whenOpen([id], new AbortController().signal));
    };
    await locks.lock('ada', 'robot', 60, 'new tips');
    const waiting = instrument('robot').start('E1.mix', {});
    await instrument('cycler').start('E2.form', {});
    expect(started).toEqual(['E2.form']);
    await locks.unlock('ada', 'robot', 'done');
    await waiting;
    expect(started).toEqual(['E2.form', 'E1.mix']);
  });

  it('of the lab holds every instrument', async () => {
    await locks.lock('ada', 'lab', 60, '');
    expect(['robot', 'cycler'].map((id) => locks.isHeld(id))).toEqual([true, true]);
  });

  it('is refused to others, and kept from them, with who has it, why and until when', async () => {
    await locks.lock('ada', 'robot', 60, 'new tips');
    const who = 'robot is locked by ada (new tips) until 2026-01-01T00:01:00.000Z';
    await expect(locks.lock('bob', 'robot', 60, '')).rejects.toThrow(who);
    await expect(locks.lock('bob', 'lab', 60, '')).rejects.toThrow(who);
    await expect(locks.unlock('bob', 'robot', '')).rejects.toThrow(`${who}: only ada unlocks it`);
    await expect(locks.unlock('ada', 'cycler', '')).rejects.toThrow('cycler is not locked (locked: robot)');
    await locks.breakLock('eve', 'robot', 'ada has gone home');
    expect(locks.isHeld('robot')).toBe(false);
  });

  it('ends by itself, and whoever waits goes on', async () => {
    await locks.lock('ada', 'robot', 60, '');
    const through = new Leases(record, locks).whenOpen(['robot'], new AbortController().signal);
    await clock.advance(60_000);
    await locks.look();
    await through;
    expect(locks.list).toEqual([]);
    const last = await record.db('events').orderBy('seq', 'desc').first<{ kind: string; body: string }>();
    expect(last).toMatchObject({ kind: 'lock.released', body: expect.stringContaining('"actor":"time"') });
  });

  it('survives a restart, and one that ran out meanwhile is over', async () => {
    await locks.lock('ada', 'robot', 60, 'new tips');
    await locks.lock('bob', 'cycler', 600, '');
    const before = locks.list;
    locks = await open();
    expect(locks.list).toEqual(before);
    await clock.advance(61_000);
    expect(['robot', 'cycler'].map((id) => locks.isHeld(id))).toEqual([false, true]);
  });

  it('that could not be written is none, and one that it would have replaced stands', async () => {
    const write = record.append.bind(record);
    let isFull = false;
    const append: LabRecord['append'] = (...events) =>
      isFull ? Promise.reject(new Error('disk full')) : write(...events);
    locks = await Locks.open({
      ...{ record: { db: record.db, append }, clock, instruments: ['robot', 'cycler'] },
      onTrouble: () => undefined,
    });
    await locks.lock('ada', 'robot', 60, 'new tips');
    const before = locks.list;
    isFull = true;
    await expect(locks.lock('ada', 'robot', 600, 'more')).rejects.toThrow('disk full');
    await expect(locks.lock('bob', 'cycler', 60, '')).rejects.toThrow('disk full');
    expect(locks.list).toEqual(before);
  });

  it.each([
    ['robot', 0, 'at most 86400 s, not 0 s'],
    ['robot', 86_401, 'at most 86400 s'],
    ['arm', 60, "there is no instrument 'arm': robot, cycler, lab"],
  ])('on %s for %d s is no lock', async (target, forS, why) => {
    await expect((async () => locks.lock('ada', target, forS, ''))()).rejects.toThrow(why);
    expect(locks.list).toEqual([]);
  });
});
