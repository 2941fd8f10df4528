import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../core/clock.js';
import { takeLock } from '../../../agent/record/lock.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { interphase } from './command-line.js';

interface Made {
  readonly path: string;
  readonly events: number;
}

describe('backup and restore on the command line', () => {
  let folder: RecordFolder;
  let made: Made;
  beforeEach(async () => {
    folder = new RecordFolder();
    const record = await folder.open();
    await record.append(...OPENING);
    const { code, stdout } = await interphase('backup', folder.path, '--json');
    expect(code).toBe(0);
    made = JSON.parse(stdout) as Made;
    await record.close();
  });
  afterEach(() => folder.remove());

  it('copy a record that is open, and put the copy back with the command that the damaged one names', async () => {
    expect(made).toMatchObject({
      events: 4,
      path: expect.stringMatching(/backups.record-.*Z-000004.sqlite$/),
    });
    writeFileSync(folder.path, readFileSync(folder.path).fill(7, 2000, 8000));
    const damaged = await interphase('verify', folder.path);
    expect(damaged).toMatchObject({ code: 3, stderr: expect.stringContaining(`${made.path} of`) });
    const [, command] = /npx interphase (restore \S+)/.exec(damaged.stderr) ?? [];
    const restored = await interphase(...command!.split(' '));
    expect(restored).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`is now ${made.path} with 4 events`),
    });
    expect((await interphase('verify', folder.path)).code).toBe(0);
    expect(readdirSync(folder.folder).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });

  it('list what there is', async () => {
    const { stdout } = await interphase('restore', folder.path, '--list', '--json');
    expect(JSON.parse(stdout)).toEqual([
      { path: made.path, at: expect.any(String), events: 4, verified: true },
    ]);
  });

  it('list nothing where there is neither a record nor a backup, but say so', async () => {
    const nowhere = join(folder.folder, 'elsewhere', 'record.sqlite');
    expect(await interphase('restore', nowhere, '--list')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('no such record'),
    });
  });

  it('change nothing when no backup verifies, and say of each why', async () => {
    writeFileSync(made.path, readFileSync(made.path).fill(7, 2000, 8000));
    const before = readFileSync(folder.path);
    const { code, stderr, stdout } = await interphase('restore', folder.path);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`not used: ${made.path}: `),
    });
    expect(stdout).toMatch(/nothing was changed/);
    expect(readFileSync(folder.path)).toEqual(before);
  });

  it('leave a record alone that an agent holds', async () => {
    const release = await takeLock(join(folder.folder, 'agent.lock'), new SystemClock());
    const { code, stderr } = await interphase('restore', folder.path);
    await release();
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('is in use by process') });
  });

  it('end with 3 on a backup that is not there', async () => {
    const { code, stderr } = await interphase('restore', folder.path, '--from', 'nowhere.sqlite');
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('no such backup') });
  });
});
