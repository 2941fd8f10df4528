/** Records that earlier versions left, read by this one. `scripts/write-history.ts` adds the next. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../agent/record/database.js';
import { verify } from '../../agent/record/verify.js';
import { summaryOf } from './summary.js';

const histories = readdirSync(import.meta.dirname).flatMap(
  (name) => /^(.+)\.sqlite\.gz$/.exec(name)?.[1] ?? [],
);

describe.each(histories)('the record of an earlier version, %s', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const path = join(folder, 'record.sqlite');
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, `${name}.sqlite.gz`))));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is whole before it is brought up to date, and not touched by being looked at', async () => {
    const before = readFileSync(path);
    const db = await openDatabase(path, { create: false, readOnly: true });
    expect((await verify(db)).problems).toEqual([]);
    await db.destroy();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('reads as it did when it was kept, and is whole', async () => {
    const db = await openDatabase(path, { create: false });
    const kept = JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as unknown;
    expect(JSON.parse(JSON.stringify(await summaryOf(db)))).toEqual(kept);
    expect((await verify(db)).problems).toEqual([]);
    await db.destroy();
  });
});
