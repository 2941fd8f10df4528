/**
 * That a record was put back from a backup. What was begun after the backup is not in it, but the instruments know it by
 * its name: a name that is given twice would bring the old experiment's results to the new one.
 */
import type { Knex } from 'knex';
import { LabClock, type Clock } from '../../../core/clock.js';
import { openDatabase } from '../database.js';
import { LabRecord } from '../record.js';

const SUBJECT = 'restored';

/** Records it as the first event after the backup; lab time goes on from the last event. */
export async function noteRestoration(path: string, text: string, clock: Clock): Promise<void> {
  const lab = new LabClock(clock, { linkMs: clock.now(), labMs: await lastLabMs(path, clock), factor: 1 });
  const record = await LabRecord.open(path, clock, lab, () => undefined);
  try {
    await record.append({ kind: 'notice', subject: SUBJECT, body: { level: 'alarm', text } });
  } finally {
    await record.close();
  }
}

async function lastLabMs(path: string, clock: Clock): Promise<number> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  try {
    const last = await db('events').orderBy('seq', 'desc').first<{ lab_at: string } | undefined>('lab_at');
    return last ? Date.parse(last.lab_at) : clock.now();
  } finally {
    await db.destroy();
  }
}

/** Sets names given after the latest restoration apart from those given before it; empty when there was none. */
export async function nameMark(db: Knex): Promise<string> {
  const latest = await db('events')
    .where({ kind: 'notice', subject: SUBJECT })
    .orderBy('seq', 'desc')
    .first<{ hash: string } | undefined>('hash');
  return latest ? `-${latest.hash.slice(0, 4)}` : '';
}
