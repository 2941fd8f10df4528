/** The tables that follow from the stream, built from it. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from './event-row.js';
import { PROJECTED_TABLES, project } from './projections.js';
import { inTransaction } from './transaction.js';

/** Hashing this many takes a few milliseconds, and the event loop is free in between. */
const PAGE_EVENTS = 500;

/** Every stored event in order; a page of them is in memory at a time. */
export async function* storedEvents(db: Knex): AsyncGenerator<EventRow> {
  for (let after = 0; ;) {
    const page = await db('events')
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE_EVENTS)
      .select<EventRow[]>();
    const last = page.at(-1);
    if (!last) return;
    yield* page;
    after = last.seq;
  }
}

/** Projects the stream of `from` into the empty tables of `into`. */
export async function replay(from: Knex, into: Knex): Promise<void> {
  for await (const row of storedEvents(from)) await project(into, eventOf(row));
}

/**
 * Empties the tables and builds them again, all or nothing: so no change of the schema ever has to move their rows.
 * @param schema the version that the file says of its tables from then on
 */
export async function rebuild(db: Knex, schema: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const table of [...PROJECTED_TABLES].reverse()) await trx(table).delete();
    await replay(trx, trx);
    await trx.raw(`PRAGMA user_version = ${schema}`);
  });
}
