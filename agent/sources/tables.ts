/** Tables of a campaign as sources: what was read goes into the record, so that nobody wonders which rows were meant. */
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

/** Records each table whose rows are not those that the campaign last knew under that name. */
export async function recordTables(
  tables: readonly ReadTable[],
  campaignId: string,
  record: LabRecord,
): Promise<void> {
  const rows = await record
    .db('events')
    .where({ kind: 'source.read' })
    .orderBy('seq')
    .select<{ subject: string; body: string }[]>('subject', 'body');
  const last = new Map(
    rows.map(({ subject, body }) => {
      const read = JSON.parse(body) as { campaignId: string; rowsSha256: string };
      return [`${read.campaignId} ${subject}`, read.rowsSha256];
    }),
  );
  for (const { name, file, fidelity, observations, leftOut, sha256 } of tables) {
    if (last.get(`${campaignId} ${name}`) === sha256) continue;
    const body = { campaignId, file, fidelity, rows: observations.length, leftOut, rowsSha256: sha256 };
    await record.append({ kind: 'source.read', subject: name, body });
  }
}
