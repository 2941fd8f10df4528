/** Events of a record, page by page, in its order. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from './event-row.js';
import type { EventKind, LabEvent } from './lab-event.js';

export interface EventsPage {
  /** Sequence number of the event before the first that is wanted; 0 for the very first. */
  readonly after: number;
  readonly limit: number;
  /** All of them unless given. */
  readonly kinds?: readonly EventKind[] | undefined;
}

export async function eventsPage(db: Knex, { after, limit, kinds }: EventsPage): Promise<LabEvent[]> {
  const query = db<EventRow>('events').where('seq', '>', after).orderBy('seq').limit(limit);
  if (kinds) void query.whereIn('kind', [...kinds]);
  return (await query).map(eventOf);
}

/** The same event always has the same id; another record, or one put back from a backup, never has it. */
export function eventId({ seq, hash }: Pick<LabEvent, 'seq' | 'hash'>): string {
  return `${seq}-${hash.slice(0, 12)}`;
}
