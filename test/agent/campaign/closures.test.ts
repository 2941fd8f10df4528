import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anyOf, Gate } from '../../../agent/campaign/closures.js';
import { Leases } from '../../../agent/campaign/leases.js';
import { RecordFolder } from '../a-record.js';

describe('what keeps steps from beginning', () => {
  let folder: RecordFolder;
  let leases: Leases;
  const [disk, people] = [new Gate(), new Gate()];
  beforeEach(async () => {
    folder = new RecordFolder();
    leases = new Leases(await folder.open(), anyOf(disk, people));
  });
  afterEach(() => folder.remove());

  it('holds them while one reason holds, and lets everybody through when none does', async () => {
    const passed: string[] = [];
    const { signal } = new AbortController();
    await leases.whenOpen(['robot'], signal);
    disk.close();
    people.close();
    const all = ['a', 'b'].map((name) => leases.whenOpen(['robot'], signal).then(() => passed.push(name)));
    disk.open();
    await Promise.resolve();
    expect(passed).toEqual([]);
    people.open();
    await Promise.all(all);
    expect(passed).toEqual(['a', 'b']);
  });

  it('lets go of whoever is stopped, before and while waiting', async () => {
    disk.close();
    const stop = new AbortController();
    const waiting = leases.whenOpen(['robot'], stop.signal);
    stop.abort(new Error('stopped by jane'));
    await expect(waiting).rejects.toThrow('stopped by jane');
    await expect(leases.whenOpen(['robot'], stop.signal)).rejects.toThrow('stopped by jane');
    disk.open();
  });
});
