/** What became of alarms, newest first: what came, went, was seen or put aside, by whom and why. Read off their events. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from '../record/event-row.js';
import { ALARM_EVENTS, type AlarmEvent } from './alarm.js';
import type { Change, Priority } from './alarm-state.js';
import { definitionOf } from './condition.js';

export interface PastChange {
  readonly seq: number;
  /** Host time, ISO 8601, UTC. */
  readonly at: string;
  readonly what: Change['kind'];
  readonly alarm: string;
  readonly title: string;
  /** What it is about; empty where there is one of its kind. */
  readonly source: string;
  /** Null where the record does not say when it was raised. */
  readonly priority: Priority | null;
  /** A person, `time` for a shelf whose time is over, or `agent`. */
  readonly who: string;
  /** What was seen, or what the person said. */
  readonly text: string;
  /** Of what was put aside. */
  readonly until: string | null;
}

export interface PastPage {
  readonly changes: readonly PastChange[];
  /** The page after this one is of changes before this sequence number; null: there are no more. */
  readonly before: number | null;
}

export interface PastQuestion {
  readonly before?: number;
  readonly limit: number;
  readonly priority?: Priority;
}

/** Looked through for one page of a rare priority; the page may then be short, and goes on from there. */
const MOST_LOOKED_AT = 2000;
const KINDS = ALARM_EVENTS.filter((kind) => kind !== 'message.sent');

type ChangeEvent = Exclude<AlarmEvent, { kind: 'message.sent' }>;
type Numbered = ChangeEvent & { readonly seq: number; readonly at: string };

export async function pastChanges(db: Knex, question: PastQuestion): Promise<PastPage> {
  const { limit, priority } = question;
  const changes: PastChange[] = [];
  let before = question.before ?? Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += limit) {
    const block = await changesBefore(db, before, limit);
    for (const change of block) {
      before = change.seq;
      if (priority === undefined || change.priority === priority) changes.push(change);
      if (changes.length === limit) return { changes, before };
    }
    if (block.length < limit) return { changes, before: null };
  }
  return { changes, before };
}

async function changesBefore(db: Knex, before: number, limit: number): Promise<PastChange[]> {
  const rows = await db<EventRow>('events')
    .whereIn('kind', KINDS)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit);
  const events = rows.map((row) => eventOf(row) as Numbered);
  const raised = await raisedAtFirst(db, events);
  // Oldest first, so that each is told by the raising before it.
  const changes = events.toReversed().map((event) => {
    if (event.kind === 'alarm.raised') raised.set(event.subject, event.body);
    return told(event, raised.get(event.subject));
  });
  return changes.reverse();
}

type Raised = Extract<AlarmEvent, { kind: 'alarm.raised' }>['body'];

/** As each alarm stood before the oldest of these events. */
async function raisedAtFirst(db: Knex, events: readonly Numbered[]): Promise<Map<string, Raised>> {
  const oldest = events.at(-1)?.seq ?? 0;
  const found = new Map<string, Raised>();
  for (const subject of new Set(events.map((event) => event.subject))) {
    const row = await db<EventRow>('events')
      .where({ kind: 'alarm.raised', subject })
      .where('seq', '<', oldest)
      .orderBy('seq', 'desc')
      .first<EventRow | undefined>();
    if (row) found.set(subject, eventOf(row).body as Raised);
  }
  return found;
}

function told(event: Numbered, raised: Raised | undefined): PastChange {
  const { seq, at, subject: alarm } = event;
  const definition = raised?.definition ?? alarm.split('.')[0]!;
  const source = raised?.source ?? alarm.slice(definition.length + 1);
  return {
    ...{ seq, at, alarm, title: definitionOf(definition)?.title ?? definition, source },
    what: event.kind.slice('alarm.'.length) as Change['kind'],
    priority: raised?.priority ?? null,
    who: 'actor' in event.body ? event.body.actor : 'agent',
    text: textOf(event),
    until: event.kind === 'alarm.shelved' ? event.body.until : null,
  };
}

function textOf({ body }: ChangeEvent): string {
  if ('text' in body) return body.text;
  if ('note' in body) return body.note;
  return 'reason' in body ? body.reason : '';
}
