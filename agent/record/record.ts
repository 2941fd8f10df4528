/** The record of a lab: one stream of events in one SQLite file, appended durably before anyone is told. */
import type { Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
import type { Raw, Table } from '../../drivers/instrument.js';
import type { Cycle } from '../analysis/cycling/cycle.js';
import { addCycles, replaceCycles } from './cycles/cycle-store.js';
import { openDatabase } from './database.js';
import { withRoom, type MakeRoom } from './disk-full.js';
import { rowOf } from './event-row.js';
import { GENESIS, hashOf } from './hash-chain.js';
import type { LabEvent, NewEvent } from './lab-event.js';
import { project } from './projections.js';
import { keepPhoto, type Photo } from './photos.js';
import { keepReport } from './series/raw.js';
import { appendChunk } from './series/series.js';
import { inTransaction } from './transaction.js';
import { versionOf } from './upcast.js';

/** Well below SQLite's limits of 500 rows and 32766 values in one statement. */
const EVENTS_A_STATEMENT = 100;

export type EventListener = (event: LabEvent) => void;

export class LabRecord {
  private readonly listeners = new Set<EventListener>();
  private tail: { readonly seq: number; readonly hash: string } = { seq: 0, hash: GENESIS };
  private readonly turns = new Turns();
  private makeRoom: MakeRoom = () => Promise.resolve(false);

  private constructor(
    readonly path: string,
    /** For reading. What is new is written by the methods below; packing and the outbox's cursor add nothing. */
    readonly db: Knex,
    private readonly link: Clock,
    private readonly lab: Clock,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /**
   * @param onTrouble told when a listener throws: listeners observe, they never disturb the record
   * @throws {RecordError}
   */
  static async open(
    path: string,
    link: Clock,
    lab: Clock,
    onTrouble: (error: Error) => void,
  ): Promise<LabRecord> {
    const db = await openDatabase(path, { create: true });
    const record = new LabRecord(path, db, link, lab, onTrouble);
    const last = await db('events').orderBy('seq', 'desc').first<{ seq: number; hash: string } | undefined>();
    if (last) record.tail = { seq: last.seq, hash: last.hash };
    return record;
  }

  /** Events on disk. */
  get length(): number {
    return this.tail.seq;
  }

  /** Called after an event is durable. */
  onEvent(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called when a write met a full disk; the write waits, and is repeated once if this made room. */
  onFull(makeRoom: MakeRoom): void {
    this.makeRoom = makeRoom;
  }

  /** Appends events together: after this resolves they are all on disk, with every table they change. */
  append(...events: readonly NewEvent[]): Promise<readonly LabEvent[]> {
    return this.inTurn(async () => {
      const recorded = this.chain(events);
      await inTransaction(this.db, async (trx) => {
        for (let k = 0; k < recorded.length; k += EVENTS_A_STATEMENT) {
          await trx('events').insert(recorded.slice(k, k + EVENTS_A_STATEMENT).map(rowOf));
        }
        for (const event of recorded) await project(trx, event);
      });
      const last = recorded.at(-1);
      if (last) this.tail = { seq: last.seq, hash: last.hash };
      for (const event of recorded) this.tell(event);
      return recorded;
    });
  }

  /**
   * Appends rows of a job's data. Rows already held are not stored twice.
   * @param closed cycles that these rows closed: on disk with them or not at all
   */
  appendRows(jobId: string, table: Table, closed: readonly Cycle[] = []): Promise<void> {
    if (closed.length === 0) return this.inTurn(() => appendChunk(this.db, jobId, table));
    return this.inTurn(() =>
      inTransaction(this.db, async (trx) => {
        await appendChunk(trx, jobId, table);
        await addCycles(trx, jobId, closed);
      }),
    );
  }

  /** Keeps these cycles of a job and no others. */
  replaceCycles(jobId: string, cycles: readonly Cycle[]): Promise<void> {
    return this.inTurn(() => inTransaction(this.db, (trx) => replaceCycles(trx, jobId, cycles)));
  }

  /** Keeps what an instrument last said of a job, as it came. */
  keepReport(jobId: string, message: Raw): Promise<void> {
    return this.inTurn(() => keepReport(this.db, jobId, message));
  }

  /** @returns its name, for whoever refers to it */
  keepPhoto(photo: Photo): Promise<string> {
    return this.inTurn(() => keepPhoto(this.db, photo));
  }

  async close(): Promise<void> {
    await this.turns.take(() => this.db.destroy());
  }

  /** One write at a time: the chain has one end. A failed write does not stop the next. */
  private inTurn<T>(write: () => Promise<T>): Promise<T> {
    return this.turns.take(() => withRoom(this.path, this.makeRoom, write));
  }

  private chain(events: readonly NewEvent[]): LabEvent[] {
    const at = new Date(this.link.now()).toISOString();
    const labAt = new Date(this.lab.now()).toISOString();
    let { seq, hash: previousHash } = this.tail;
    return events.map((event) => {
      seq += 1;
      const { kind, subject } = event;
      const body = JSON.stringify(event.body);
      const hash = hashOf({ seq, at, labAt, kind, subject, body, version: versionOf(kind), previousHash });
      const recorded: LabEvent = { ...event, seq, at, labAt, previousHash, hash };
      previousHash = hash;
      return recorded;
    });
  }

  private tell(event: LabEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.onTrouble(new Error(`a listener of the record failed on ${event.kind}`, { cause: error }));
      }
    }
  }
}
