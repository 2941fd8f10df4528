/** What became of messages to people, newest first. Read off their events. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from '../record/event-row.js';
import type { NewEvent } from '../record/lab-event.js';

export interface Delivery {
  readonly seq: number;
  /** Host time, ISO 8601, UTC. */
  readonly at: string;
  readonly route: string;
  readonly ok: boolean;
  /** Ids of what it was about; none of a test, or where nothing was taken. */
  readonly alarms: readonly string[];
  readonly tries: number;
  /** What the other side said, or why it was not reached. */
  readonly answer: string;
}

type Told = Extract<NewEvent, { kind: `message.${string}` }> & { readonly seq: number; readonly at: string };

/** @param before of events with a smaller sequence number only */
export async function deliveries(
  db: Knex,
  { before = Number.MAX_SAFE_INTEGER, limit }: { readonly before?: number; readonly limit: number },
): Promise<Delivery[]> {
  const rows = await db<EventRow>('events')
    .whereIn('kind', ['message.sent', 'message.failed'])
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit);
  return rows.map((row) => told(eventOf(row) as Told));
}

function told(event: Told): Delivery {
  const { seq, at, subject: route } = event;
  const { tries } = event.body;
  return event.kind === 'message.sent'
    ? { seq, at, route, ok: true, alarms: event.body.alarms, tries, answer: event.body.answer }
    : { seq, at, route, ok: false, alarms: [], tries, answer: event.body.reason };
}
