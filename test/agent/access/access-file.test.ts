import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessFile } from '../../../agent/access/access-file.js';
import { NOBODY } from '../../../agent/access/access-list.js';
import { ManualClock } from '../../../core/clock.js';

/** What root may not read there is not. */
const maybeClosed = process.getuid?.() === 0 || process.platform === 'win32' ? it.skip : it;

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

  maybeClosed('is for its owner alone, and says so to others', async () => {
    writeFileSync(file.path, '{}');
    chmodSync(file.path, 0o000);
    await expect(file.current()).rejects.toThrow(/EACCES.*run this as the user whom it belongs to/);
  });
});
