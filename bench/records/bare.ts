/** The record against a loop that inserts into a plain table through the same driver, with the same durability. */
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import type { LabRecord } from '../../agent/record/record.js';
import type { Clock } from '../../core/clock.js';
import { quantile } from '../statistics.js';
import { CYCLER_COLUMNS } from './cycling.js';
import { openRecord } from './quick-record.js';
import { took } from './took.js';

export interface Against {
  readonly what: 'rows' | 'events';
  /** In one transaction. */
  readonly batch: number;
  /** A second, median round. */
  readonly ours: number;
  readonly bare: number;
}

type Rows = readonly (readonly number[])[];
type Write = () => Promise<unknown>;

const ROUNDS = 9;
const ROW_BATCHES = [1, 2, 100, 1000];
const EVENT_BATCHES = [1, 8];

const SCHEMA = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE samples (job TEXT, row INTEGER, a REAL, b REAL, c REAL, d REAL, e REAL, f REAL, PRIMARY KEY (job, row));
CREATE TABLE events (seq INTEGER PRIMARY KEY, at TEXT, lab_at TEXT, kind TEXT, subject TEXT, body TEXT,
  previous_hash TEXT, hash TEXT UNIQUE);
CREATE INDEX of_kind ON events (kind);
CREATE INDEX of_subject ON events (subject);`;

/** @param batches transactions in a round; fewer where they are large */
export async function againstBare(
  folder: string,
  clock: Clock,
  rows: Rows,
  batches: number,
): Promise<Against[]> {
  const record = await openRecord(join(folder, 'ours.sqlite'));
  const bare = await Bare.open(join(folder, 'bare.sqlite'));
  const results: Against[] = [];
  for (const batch of ROW_BATCHES) {
    const own = ourRows(record, rows, batch);
    const plain = bare.samples(rows, batch);
    results.push({ what: 'rows', batch, ...(await inTurns(clock, batch, batches, own, plain)) });
  }
  for (const batch of EVENT_BATCHES) {
    const own = ourEvents(record, batch);
    const plain = bare.events(batch);
    results.push({ what: 'events', batch, ...(await inTurns(clock, batch, batches, own, plain)) });
  }
  await record.close();
  await bare.close();
  return results;
}

/** In turns: what else the machine does hits both alike. The first round is for warming up. */
async function inTurns(clock: Clock, batch: number, most: number, own: Write, plain: Write) {
  const batches = Math.ceil(most / Math.sqrt(batch));
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    let [ownMs, plainMs] = [0, 0];
    for (let k = 0; k < batches; k++) {
      ownMs += await took(clock, own);
      plainMs += await took(clock, plain);
    }
    ours.push((1000 * batch * batches) / ownMs);
    bare.push((1000 * batch * batches) / plainMs);
  }
  return { ours: quantile(ours.slice(1), 0.5), bare: quantile(bare.slice(1), 0.5) };
}

function ourRows(record: LabRecord, rows: Rows, batch: number): Write {
  let from = 0;
  return async () => {
    const some = Array.from({ length: batch }, (_, k) => rows[(from + k) % rows.length]!);
    await record.appendRows(`ours-${batch}`, { columns: CYCLER_COLUMNS, from, rows: some });
    from += batch;
  };
}

function ourEvents(record: LabRecord, batch: number): Write {
  const event = { kind: 'notice', subject: 'E0001.age', body: { level: 'info', text: TEXT } } as const;
  return () => record.append(...Array.from({ length: batch }, () => event));
}

const TEXT =
  'as long as the body of an event of the middle sort, which says in words what has happened. '.repeat(3);
const AT = '2026-01-01T00:00:00.000Z';

class Bare {
  private seq = 0;

  private constructor(private readonly db: sqlite3.Database) {}

  static async open(path: string): Promise<Bare> {
    const db = new sqlite3.Database(path);
    await new Promise<void>((resolve, reject) => {
      db.exec(SCHEMA, done(resolve, reject));
    });
    return new Bare(db);
  }

  samples(rows: Rows, batch: number): Write {
    const insert = this.db.prepare('INSERT INTO samples VALUES (?,?,?,?,?,?,?,?)');
    let from = 0;
    return this.inTransaction(batch, () => {
      insert.run(`bare-${batch}`, from, ...rows[from % rows.length]!);
      from += 1;
    });
  }

  events(batch: number): Write {
    const insert = this.db.prepare('INSERT INTO events VALUES (?,?,?,?,?,?,?,?)');
    return this.inTransaction(batch, () => {
      const hash = (++this.seq).toString(16).padStart(64, '0');
      insert.run(this.seq, AT, AT, 'notice', 'E0001.age', TEXT, hash, hash);
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.db.close(() => {
        resolve();
      });
    });
  }

  private inTransaction(batch: number, insert: () => void): Write {
    return () =>
      new Promise<void>((resolve, reject) => {
        this.db.serialize(() => {
          this.db.run('BEGIN');
          for (let k = 0; k < batch; k++) insert();
          this.db.run('COMMIT', done(resolve, reject));
        });
      });
  }
}

function done(resolve: () => void, reject: (error: Error) => void): (error: Error | null) => void {
  return (error) => {
    if (error) reject(error);
    else resolve();
  };
}
