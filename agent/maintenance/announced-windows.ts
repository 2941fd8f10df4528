/** Maintenance windows that the record knows as under way. */
import type { Knex } from 'knex';
import type { Occurrence } from './calendar.js';

interface Row {
  readonly kind: 'maintenance.began' | 'maintenance.ended';
  readonly subject: string;
  readonly body: string;
}

/** By name. */
export async function announcedWindows(db: Knex): Promise<Map<string, Occurrence>> {
  const rows = await db('events')
    .whereIn('kind', ['maintenance.began', 'maintenance.ended'])
    .orderBy('seq')
    .select<Row[]>('kind', 'subject', 'body');
  const open = new Map<string, Occurrence>();
  for (const { kind, subject, body } of rows) {
    if (kind === 'maintenance.began') open.set(subject, spanOf(body));
    else open.delete(subject);
  }
  return open;
}

function spanOf(body: string): Occurrence {
  const { startsAt, endsAt } = JSON.parse(body) as { startsAt: string; endsAt: string };
  return { startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) };
}
