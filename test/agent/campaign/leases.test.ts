import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Leases } from '../../../agent/campaign/leases.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { RecordFolder } from '../a-record.js';

const never = new AbortController().signal;

describe('leases', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let leases: Leases;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    leases = new Leases(record);
  });
  afterEach(() => folder.remove());

  it('give the first candidate that is free, and the same one again to its holder', async () => {
    expect(await leases.take('E1', ['a', 'b'], never)).toBe('a');
    expect(await leases.take('E2', ['a', 'b'], never)).toBe('b');
    expect(await leases.take('E2', ['a', 'b'], never)).toBe('b');
  });

  it('serve whoever waited longest first', async () => {
    await leases.take('E1', ['robot'], never);
    const served: string[] = [];
    const waiting = ['E2', 'E3', 'E4'].map(async (id) => {
      await leases.take(id, ['robot'], never);
      served.push(id);
      await leases.release(id, 'robot');
    });
    await leases.release('E1', 'robot');
    await Promise.all(waiting);
    expect(served).toEqual(['E2', 'E3', 'E4']);
  });

  it('pass over a waiter whose resources are still taken', async () => {
    await leases.take('E1', ['a'], never);
    await leases.take('E2', ['b'], never);
    const patient = leases.take('E3', ['a'], never);
    const lucky = leases.take('E4', ['b'], never);
    await leases.release('E2', 'b');
    expect(await lucky).toBe('b');
    await leases.release('E1', 'a');
    expect(await patient).toBe('a');
  });

  it('survive the agent', async () => {
    await leases.take('E1', ['a', 'b'], never);
    const later = new Leases(record);
    await later.load();
    expect(later.isFree('a')).toBe(false);
    expect(await later.take('E1', ['b', 'a'], never)).toBe('a');
    await later.releaseAll('E1');
    const last = new Leases(record);
    await last.load();
    expect(last.isFree('a')).toBe(true);
  });

  it('let a waiter go when it is called off, and serve the next in its place', async () => {
    await leases.take('E1', ['a'], never);
    const stop = new AbortController();
    const calledOff = leases.take('E2', ['a'], stop.signal);
    const next = leases.take('E3', ['a'], never);
    stop.abort(new Error('stopped'));
    await expect(calledOff).rejects.toThrow('stopped');
    await leases.release('E1', 'a');
    expect(await next).toBe('a');
    await expect(leases.take('E4', ['a'], stop.signal)).rejects.toThrow('stopped');
  });

  it('are not taken from their holder by somebody else', async () => {
    await leases.take('E1', ['a'], never);
    await leases.release('E2', 'a');
    expect(leases.isFree('a')).toBe(false);
  });

  it('keep barred places from everybody until they are free to use again', async () => {
    await leases.take('E1', ['channel/1'], never);
    leases.bar('E1', ['channel/1', 'station']);
    await leases.releaseAll('E1');
    expect(await leases.take('E2', ['channel/1', 'channel/2'], never)).toBe('channel/2');
    const waiting = [leases.take('E3', ['channel/1'], never), leases.take('E4', ['station'], never)];
    leases.unbar('E1');
    expect(await Promise.all(waiting)).toEqual(['channel/1', 'station']);
  });

  it('keep a place barred as long as the cell of any experiment may stand there', () => {
    leases.bar('E1', ['channel/1', 'station']);
    leases.bar('E2', ['station']);
    leases.unbar('E1');
    expect([leases.isFree('channel/1'), leases.isFree('station')]).toEqual([true, false]);
    leases.unbar('E2');
    expect(leases.isFree('station')).toBe(true);
  });
});
