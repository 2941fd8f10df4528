/** A campaign of a record, opened to be read. */
import type { Knex } from 'knex';
import { openDatabase } from '../record/database.js';
import { recordedCampaign, type RecordedCampaign } from '../record/recorded-campaign.js';

/** @throws {RecordError} no such record, or damaged; {Error} no such campaign in it */
export async function onRecord<T>(
  path: string,
  campaign: string | undefined,
  read: (db: Knex, campaign: RecordedCampaign) => Promise<T>,
): Promise<T> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  try {
    return await read(db, await recordedCampaign(db, campaign));
  } finally {
    await db.destroy();
  }
}
