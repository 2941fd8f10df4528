/** Locks that the record knows as taken and not released. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from '../record/event-row.js';
import { without, type LockState } from './lock-state.js';

export async function recordedLocks(db: Knex): Promise<LockState> {
  const rows = await db<EventRow>('events').whereIn('kind', ['lock.taken', 'lock.released']).orderBy('seq');
  return rows.map(eventOf).reduce<LockState>((locks, event) => {
    if (event.kind !== 'lock.taken') return without(locks, event.subject);
    const { holder, note, until } = event.body;
    const lock = { target: event.subject, holder, note, untilMs: Date.parse(until) };
    return new Map(locks).set(lock.target, lock);
  }, new Map());
}
