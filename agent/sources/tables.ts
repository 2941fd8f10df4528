/** Tables of a campaign as sources: what was read goes into the record, so that nobody wonders which rows were meant. */
import type { Knex } from 'knex';
import type { CampaignBodies } from '../record/bodies/campaign.js';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { LabRecord } from '../record/record.js';
import type { Elsewhere } from './elsewhere.js';
import type { ReadTable } from './read-tables.js';

export function tablesElsewhere(tables: readonly ReadTable[]): Elsewhere {
  return {
    observations: tables.flatMap(({ observations }) => observations),
    pending: [],
    offers: [],
    lowFidelity: tables.filter(({ fidelity }) => fidelity === 'low').map(({ name }) => name),
  };
}

/** `16 rows of other laboratory (sources/other-laboratory.csv) are known`, with what was left out. */
export function rowsInWords(
  name: string,
  {
    rows,
    file,
    leftOut,
  }: { readonly rows: number; readonly file: string; readonly leftOut: readonly string[] },
): string {
  const but = leftOut.length === 0 ? '' : `; left out: ${leftOut.join('; ')}`;
  return `${rows} rows of ${name} (${file}) are known${but}`;
}

type Reading = CampaignBodies['source.read'];

/** What a campaign last knew of each table, by name. */
export async function readingsOf(db: Knex, campaignId: string): Promise<ReadonlyMap<string, Reading>> {
  const rows = await db('events').where({ kind: 'source.read' }).orderBy('seq').select<EventRow[]>();
  return new Map(
    rows.map(eventOf).flatMap((event): [string, Reading][] => {
      const isOurs = event.kind === 'source.read' && event.body.campaignId === campaignId;
      return isOurs ? [[event.subject, event.body]] : [];
    }),
  );
}

/** Records each table whose rows are not those that the record holds of it. */
export async function recordTables(
  tables: readonly ReadTable[],
  campaignId: string,
  record: LabRecord,
): Promise<void> {
  const readings = await readingsOf(record.db, campaignId);
  for (const { name, file, fidelity, observations, leftOut, sha256 } of tables) {
    const last = readings.get(name);
    if (last?.rowsSha256 === sha256 && last.known) continue;
    const known = observations.map(({ parameters, results }) => ({ parameters, results }));
    const rows = observations.length;
    const body = { campaignId, file, fidelity, rows, leftOut, rowsSha256: sha256, known };
    await record.append({ kind: 'source.read', subject: name, body });
  }
}
