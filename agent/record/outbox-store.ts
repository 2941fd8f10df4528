/**
 * How far a consumer outside has confirmed the stream. The events are the outbox themselves: one row per consumer holds
 * the last event it has confirmed, in the same file, so that a restored backup brings its own cursor along.
 */
import type { Knex } from 'knex';
import type { LabEvent } from './lab-event.js';
import { eventOf, type EventRow } from './event-row.js';
import type { LabRecord } from './record.js';

export class OutboxStore {
  private constructor(
    private readonly record: Pick<LabRecord, 'db' | 'length'>,
    private readonly consumer: string,
    /** Sequence number of the last event confirmed when this was opened; 0 for none. */
    readonly confirmed: number,
  ) {}

  /**
   * A consumer that was never seen begins at the present end: nobody wants a year of old news as if fresh, and whoever
   * does reads the record. On a record that has just been made this is the beginning.
   */
  static async open(record: Pick<LabRecord, 'db' | 'length'>, consumer: string): Promise<OutboxStore> {
    const { db, length: seq } = record;
    await db('outbox').insert({ consumer, seq }).onConflict('consumer').ignore();
    return new OutboxStore(record, consumer, await confirmedBy(db, consumer));
  }

  /** Sequence number of the latest event on disk. */
  get length(): number {
    return this.record.length;
  }

  /** At most `limit` events after event `seq`, in order. */
  async page(seq: number, limit: number): Promise<readonly LabEvent[]> {
    const rows = await this.record
      .db('events')
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .select<EventRow[]>();
    return rows.map(eventOf);
  }

  /** Durable when it resolves. */
  async save(seq: number): Promise<void> {
    await this.record.db('outbox').where({ consumer: this.consumer }).update({ seq });
  }
}

async function confirmedBy(db: Knex, consumer: string): Promise<number> {
  const row = await db('outbox').where({ consumer }).first<{ seq: number } | undefined>('seq');
  return row?.seq ?? 0;
}
