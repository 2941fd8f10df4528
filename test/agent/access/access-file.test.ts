import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessFile } from '../../../agent/access/access-file.js';
import { NOBODY } from '../../../agent/access/access-list.js';
import { ManualClock } from '../../../core/clock.js';

/** Windows has no users like these. */
const onUnix = process.platform === 'win32' ? it.skip : it;
const NOBODY_ID = 65_534;

/** What root may not read there is not: done as nobody. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(NOBODY_ID);
  try {
    await work();
  } finally {
    process.seteuid!(0);
  }
}

describe('the list of users and keys', () => {
  let data: string;
  let file: AccessFile;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'access-'));
    file = new AccessFile(data, new ManualClock());
  });
  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  it('names nobody where there is none yet', async () => {
    expect(await file.current()).toEqual(NOBODY);
  });

  it.each(['{', '[]', '{"users": 3}'])('is damaged when it holds %s, and may be made anew', async (text) => {
    writeFileSync(file.path, text);
    await expect(file.current()).rejects.toThrow(
      /access.json is not a list of users and keys that can be read: mend it, or remove it/,
    );
  });

  it('is not called damaged when the system does not hand it out', async () => {
    mkdirSync(file.path);
    await expect(file.current()).rejects.toThrow(
      /^the list of users and keys cannot be read \(EISDIR[^)]*\): look at the disk or drive/,
    );
  });

  it('is looked for in a folder, and its path told where that is none', async () => {
    writeFileSync(join(data, 'file'), '');
    await expect(new AccessFile(join(data, 'file'), new ManualClock()).current()).rejects.toThrow(
      /ENOTDIR.*access\.json/,
    );
  });

  onUnix('is for its owner alone, and says so to others', async () => {
    writeFileSync(file.path, '{}');
    chmodSync(file.path, 0o000);
    await asNobody(() =>
      expect(file.current()).rejects.toThrow(/EACCES.*run this as the user whom it belongs to/),
    );
  });
});
