/** Who did what, in which role, from where, and what came of it: the events of the record that people bring about. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from './event-row.js';
import { eventsPage } from './events-page.js';
import type { EventKind, LabEvent } from './lab-event.js';

/** All columns are text, so that they go into a CSV as they are. */
export interface AuditEntry {
  readonly seq: number;
  /** Host time, ISO 8601, UTC. */
  readonly at: string;
  readonly who: string;
  readonly role: string;
  /** The way in, and the address of the other end. */
  readonly via: string;
  readonly from: string;
  readonly what: string;
  /** To what or whom: an alarm, a question, a user, a key, the campaign. */
  readonly about: string;
  readonly reason: string;
  /** Name of the photo that came with it (GET /photos/:photo). */
  readonly photo: string;
  readonly result: string;
  /** Joins what was asked and what came of it. */
  readonly transaction: string;
}

const KINDS = ['operator.acted', 'operator.answered', 'access.changed', 'access.tried'] as const;
type AuditedKind = Extract<EventKind, (typeof KINDS)[number]>;
type Audited = Extract<LabEvent, { kind: AuditedKind }>;
type Of<K extends AuditedKind> = Extract<Audited, { kind: K }>;
type Fields = Of<'operator.acted'>['body']['fields'];

/** @param after sequence number of the entry before the first that is wanted */
export async function auditPage(db: Knex, after: number, limit: number): Promise<AuditEntry[]> {
  const events = (await eventsPage(db, { after, limit, kinds: KINDS })) as Audited[];
  const asked = await askedFor(db, events);
  return events.map((event) => entryOf(event, asked));
}

/** With what each transaction was asked for that these events answer: the asking may stand on a page before. */
async function askedFor(db: Knex, events: readonly Audited[]): Promise<ReadonlyMap<string, Fields>> {
  const answered = events.flatMap(({ kind, body }) => (kind === 'operator.answered' ? body.transaction : []));
  const rows = await db<EventRow>('events')
    .where({ kind: 'operator.acted' })
    .whereRaw("json_extract(body, '$.transaction') IN (SELECT value FROM json_each(?))", [
      JSON.stringify(answered),
    ]);
  const asked = rows.map((row) => (eventOf(row) as Of<'operator.acted'>).body);
  return new Map(asked.map(({ transaction = '', fields }) => [transaction, fields]));
}

/** The whole trail, a page at a time. */
export async function* auditTrail(db: Knex, pageSize = 500): AsyncGenerator<AuditEntry> {
  let after = 0;
  for (;;) {
    const page = await auditPage(db, after, pageSize);
    yield* page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.seq;
  }
}

function entryOf(event: Audited, askedFor: ReadonlyMap<string, Fields>): AuditEntry {
  const { seq, at, subject } = event;
  const blank = { seq, at, role: '', via: '', from: '', reason: '', photo: '', result: '', transaction: '' };
  switch (event.kind) {
    case 'operator.acted': {
      const { verb, actor, reason, transaction = '', fields } = event.body;
      return {
        ...blank,
        ...wayOf(event.body),
        who: actor,
        what: verb,
        about: aboutOf(fields, subject),
        reason,
        photo: textOf(fields?.photo ?? ''),
        result: 'asked',
        transaction,
      };
    }
    case 'operator.answered': {
      const { verb, actor, transaction, ok, code, message } = event.body;
      const result = [ok ? 'done' : code, message].filter((part) => part !== '').join(': ');
      const about = aboutOf(askedFor.get(transaction), subject);
      return { ...blank, ...wayOf(event.body), who: actor, what: verb, about, result, transaction };
    }
    case 'access.changed': {
      const { by, what, role } = event.body;
      return { ...blank, who: by, via: 'data folder', what, about: subject, reason: role, result: 'done' };
    }
    case 'access.tried': {
      const { from, by, ok } = event.body;
      const result = ok ? 'done' : 'refused';
      return { ...blank, who: subject, via: by, from, what: 'sign-in', about: subject, result };
    }
  }
}

/** What was asked for, or the campaign where the verb has no fields. */
function aboutOf(fields: Fields, campaign: string): string {
  const { photo: _, ...others } = fields ?? {};
  return Object.values(others).map(textOf).join(' ') || campaign;
}

/** Values by name as `EC 0.3, EMC 0.7`. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${String(one)}`)
    .join(', ');
}

/** Logins were not known to records of earlier versions. */
function wayOf({
  role,
  via,
  from,
}: {
  role?: string | undefined;
  via?: string | undefined;
  from?: string | undefined;
}): {
  role: string;
  via: string;
  from: string;
} {
  return { role: role ?? '', via: via ?? '', from: from ?? '' };
}
