/**
 * What a crash and a bad disk do to the record's files: logs cut anywhere, bits that flip. TEARS, FLIPS and SEED in the
 * environment; the long form is `npm run test:reliability`.
 */
import { copyFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { openDatabase } from '../../agent/record/database.js';
import { verify } from '../../agent/record/verify.js';
import { seededRng } from '../../core/rng.js';
import { RecordFolder } from '../agent/a-record.js';
import { AN_EXPERIMENT } from '../agent/record/an-experiment.js';
import { dumpOf, flipBit, type Dump } from '../agent/record/dump.js';

const TEARS = Number(process.env['TEARS'] ?? 100);
const FLIPS = Number(process.env['FLIPS'] ?? 60);
const SEED = process.env['SEED'] ?? '1';

/** Opens, looks, and closes, whatever happens. */
async function looking<T>(path: string, readOnly: boolean, look: (db: Knex) => Promise<T>): Promise<T> {
  const db = await openDatabase(path, { create: false, readOnly });
  try {
    return await look(db);
  } finally {
    await db.destroy();
  }
}

describe(`files that were damaged (seed ${SEED})`, () => {
  const folder = new RecordFolder();
  const torn = join(folder.folder, 'torn.sqlite');
  const whole = join(folder.folder, 'whole.sqlite');
  /** What the record held after each write. */
  const states: Dump[] = [];
  let logBytes = 0;

  beforeAll(async () => {
    const record = await folder.open();
    states.push(await dumpOf(record.db));
    for (const write of AN_EXPERIMENT) {
      await write(record);
      states.push(await dumpOf(record.db));
    }
    // As a kill leaves them: the log was not yet brought into the file.
    copyFileSync(folder.path, torn);
    copyFileSync(`${folder.path}-wal`, `${torn}-wal`);
    logBytes = statSync(`${torn}-wal`).size;
    await record.close();
    copyFileSync(folder.path, whole);
  });
  afterAll(() => folder.remove());

  it(`are a record as it once was, and whole, wherever the log is cut (${TEARS} places)`, async () => {
    const rng = seededRng(`${SEED}/tears`);
    const cuts = Array.from({ length: TEARS }, () => Math.floor(logBytes * rng.uniform()));
    const found: number[] = [];
    for (const cut of cuts.sort((a, b) => a - b)) {
      copyFileSync(torn, folder.path);
      copyFileSync(`${torn}-wal`, `${folder.path}-wal`);
      truncateSync(`${folder.path}-wal`, cut);
      const held = await looking(folder.path, false, async (db) => {
        expect((await verify(db)).problems).toEqual([]);
        return JSON.stringify(await dumpOf(db));
      });
      found.push(states.findIndex((state) => JSON.stringify(state) === held));
    }
    process.stdout.write(
      `N ${TEARS} cuts of a log of ${logBytes} bytes, seed ${SEED}: states ${found.join(' ')}\n`,
    );
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  }, 600_000);

  it(`are noticed, or hold the same, whichever bit flips (${FLIPS} places)`, async () => {
    const rng = seededRng(`${SEED}/flips`);
    const bytes = statSync(whole).size;
    const counts = { refused: 0, reported: 0, harmless: 0 };
    const silent: string[] = [];
    for (let n = 0; n < FLIPS; n++) {
      const offset = Math.floor(bytes * rng.uniform());
      const bit = Math.floor(8 * rng.uniform());
      const verdict = await verdictOf(offset, bit);
      if (verdict === 'silent') silent.push(`bit ${bit} of byte ${offset}`);
      else counts[verdict] += 1;
    }
    process.stdout.write(`N ${FLIPS} flips in ${bytes} bytes, seed ${SEED}: ${JSON.stringify(counts)}\n`);
    expect(silent).toEqual([]);
  }, 900_000);

  async function verdictOf(
    offset: number,
    bit: number,
  ): Promise<'refused' | 'reported' | 'harmless' | 'silent'> {
    for (const part of ['-wal', '-shm']) rmSync(folder.path + part, { force: true });
    copyFileSync(whole, folder.path);
    flipBit(folder.path, offset, bit);
    try {
      return await looking(folder.path, true, async (db) => {
        if ((await verify(db)).problems.length > 0) return 'reported';
        const same = JSON.stringify(await dumpOf(db)) === JSON.stringify(states.at(-1));
        return same ? 'harmless' : 'silent';
      });
    } catch {
      return 'refused';
    }
  }
});
