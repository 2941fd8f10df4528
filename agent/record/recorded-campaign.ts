/** The campaign of a record that somebody asks about, as it was opened. */
import type { Knex } from 'knex';
import { campaignSchema, type CampaignConfig } from '../../config/campaign.js';
import { nearest } from '../../config/suggest.js';
import type { CampaignRow } from './experiments.js';

export interface RecordedCampaign {
  readonly id: string;
  readonly config: CampaignConfig;
}

/**
 * The campaign of that name, or the one that was opened last.
 * @throws {Error} the record holds none, none of that name, or one that this version cannot read
 */
export async function recordedCampaign(db: Knex, name?: string): Promise<RecordedCampaign> {
  const rows = await db('campaigns').orderByRaw('rowid').select<CampaignRow[]>('*');
  const row = name === undefined ? rows.at(-1) : rows.find((one) => one.name === name);
  if (!row) throw new Error(rows.length === 0 ? 'the record holds no campaign yet' : noneOf(name!, rows));
  const parsed = campaignSchema.safeParse(JSON.parse(row.definition));
  if (parsed.success) return { id: row.id, config: parsed.data };
  const [issue] = parsed.error.issues;
  throw new Error(
    `the campaign "${row.name}" was written by another version: ${issue!.path.join('.')}: ${issue!.message}`,
    { cause: parsed.error },
  );
}

function noneOf(name: string, rows: readonly CampaignRow[]): string {
  const names = rows.map((row) => row.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are ${names.join(', ')}` : `did you mean "${meant}"?`;
  return `the record holds no campaign "${name}"; ${hint}`;
}
