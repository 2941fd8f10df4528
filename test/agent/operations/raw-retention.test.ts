import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RawRetention } from '../../../agent/operations/raw-retention.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { verify } from '../../../agent/record/verify.js';
import { ManualClock } from '../../../core/clock.js';
import { RecordFolder } from '../a-record.js';
import { AN_EXPERIMENT } from '../record/an-experiment.js';

const DAY_MS = 86_400_000;

describe('keeping raw payloads for some days', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  const clock = new ManualClock();
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    for (const write of AN_EXPERIMENT) await write(record);
  });
  afterEach(() => folder.remove());

  const end = () =>
    record.append({
      kind: 'experiment.ended',
      subject: 'E0001',
      body: {
        outcome: {
          execution: { status: 'completed' },
          validity: { status: 'valid' },
          result: { status: 'observed' },
        },
      },
    });
  const retention = (keepDays: number | undefined, now = clock.now()) =>
    new RawRetention({
      record,
      keepDays,
      clock: new ManualClock(now),
      onTrouble: (error) => {
        throw error;
      },
    });
  const removals = () => record.db('events').where({ kind: 'raw.removed' }).pluck<string[]>('body');

  it('removes them when the days after the end are over, and not a day before', async () => {
    await end();
    await retention(30, clock.now() + 29 * DAY_MS).look();
    expect(await removals()).toEqual([]);
    await retention(30, clock.now() + 31 * DAY_MS).look();
    expect(await removals()).toEqual([expect.stringMatching(/[1-9]\d* bytes, 30 days after its end/)]);
    expect((await verify(record.db)).problems).toEqual([]);
  });

  it('says so once', async () => {
    await end();
    const late = retention(30, clock.now() + 31 * DAY_MS);
    await late.look();
    await late.look();
    expect(await removals()).toHaveLength(1);
  });

  it('leaves an experiment that is under way alone, however old', async () => {
    await retention(1, clock.now() + 400 * DAY_MS).look();
    expect(await removals()).toEqual([]);
  });

  it('looks again whenever an experiment has ended', async () => {
    const late = retention(30, clock.now() + 31 * DAY_MS);
    late.start();
    await end();
    await late.close();
    expect(await removals()).toHaveLength(1);
  });

  it('keeps them for ever unless told otherwise', async () => {
    await end();
    const ever = retention(undefined, clock.now() + 10_000 * DAY_MS);
    ever.start();
    await ever.look();
    await ever.close();
    expect(await removals()).toEqual([]);
  });
});
