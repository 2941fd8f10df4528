import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { BackupRoutine } from '../../../agent/operations/backup-routine.js';
import { backUp } from '../../../agent/record/backup/backup.js';
import { backupFolderOf, backupsIn } from '../../../agent/record/backup/backup-folder.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { OPENING, RecordFolder } from '../a-record.js';

const MINUTE_MS = 60_000;

describe('the hourly backup', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let clock: ManualClock;
  let backups: string;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
    clock = new ManualClock();
    backups = backupFolderOf(folder.path);
  });
  afterEach(() => folder.remove());

  const routine = (): BackupRoutine =>
    new BackupRoutine({
      record,
      backUp: (signal) => backUp(record.db, { folder: backups, clock, signal }),
      folder: backups,
      clock,
      onTrouble: (error) => folder.troubles.push(error),
    });
  const made = (): string[] =>
    backupsIn(backups).map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16));
  const alarms = () =>
    record.db('events').where({ kind: 'notice', subject: 'backup' }).pluck<string[]>('body');

  it('is made once in an hour, and at the next beat when an hour was slept through', async () => {
    const hourly = routine();
    for (const minutes of [0, 10, 49, 1, 10, 185]) {
      await clock.advance(minutes * MINUTE_MS);
      await hourly.beat();
    }
    expect(made()).toEqual(['04:15', '01:00', '00:00']);
  });

  it('is not repeated by an agent that starts again within the hour', async () => {
    await routine().beat();
    await clock.advance(20 * MINUTE_MS);
    await routine().beat();
    expect(made()).toEqual(['00:00']);
  });

  it('is made when the clock was set back', async () => {
    await routine().beat();
    clock = new ManualClock(Date.UTC(2025, 11, 31, 20, 30));
    await routine().beat();
    expect(made()).toEqual(['00:00', '20:30']);
  });

  it('is not made at every beat while the clock is set to and fro, and not left out either', async () => {
    const hourly = routine();
    const seen = new Set<string>();
    for (let minute = 0; minute < 180; minute++) {
      clock.set(minute % 2 === 0 ? 60 * MINUTE_MS : -60 * MINUTE_MS);
      await hourly.beat();
      for (const name of made()) seen.add(name);
      await clock.advance(MINUTE_MS);
    }
    expect(seen.size).toBeGreaterThanOrEqual(3);
    expect(seen.size).toBeLessThanOrEqual(6);
  });

  it('is made again after an hour although the clock was set back and shows the same hour', async () => {
    const hourly = routine();
    await hourly.beat();
    for (let minute = 0; minute < 70; minute++) {
      await clock.advance(MINUTE_MS);
      if (minute === 50) clock.set(-45 * MINUTE_MS);
      await hourly.beat();
    }
    expect(made()).toEqual(['00:15']);
  });

  it('is made once after a day asleep', async () => {
    const hourly = routine();
    await hourly.beat();
    await clock.advance(40 * MINUTE_MS);
    clock.set(24 * 60 * MINUTE_MS);
    await hourly.beat();
    await hourly.beat();
    expect(made()).toEqual(['00:40', '00:00']);
  });

  it('is one at a time', async () => {
    const hourly = routine();
    await Promise.all([hourly.beat(), hourly.beat(), hourly.beat()]);
    expect(made()).toEqual(['00:00']);
  });

  it('raises an alarm when it cannot be made, and is tried again in the next hour', async () => {
    writeFileSync(backups, 'a file where the folder should be');
    const hourly = routine();
    await hourly.beat();
    await hourly.beat();
    expect(await alarms()).toEqual([expect.stringMatching(/"level":"alarm".*no backup this hour/)]);
    await clock.advance(60 * MINUTE_MS);
    await hourly.beat();
    expect(await alarms()).toHaveLength(2);
    expect(folder.troubles).toEqual([]);
  });

  it('is broken off, without an alarm, when the agent ends', async () => {
    const hourly = routine();
    const beat = hourly.beat();
    await hourly.close();
    await beat;
    await clock.advance(60 * MINUTE_MS);
    await hourly.beat();
    expect(made()).toEqual([]);
    expect(await alarms()).toEqual([]);
  });
});
