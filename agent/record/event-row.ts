/** An event as one row of the stream, and back. */
import type { ChainLink } from './hash-chain.js';
import type { LabEvent } from './lab-event.js';
import { upcast, versionOf } from './upcast.js';

export interface EventRow {
  readonly seq: number;
  readonly at: string;
  readonly lab_at: string;
  readonly kind: string;
  readonly subject: string;
  readonly body: string;
  readonly previous_hash: string;
  readonly hash: string;
  /** Of the body's shape; absent in records from before shapes were counted, where every one is the first. */
  readonly version?: number;
}

/** What the hash of a row lies over. */
export function linkOf(row: EventRow): ChainLink {
  return { ...row, labAt: row.lab_at, previousHash: row.previous_hash, version: row.version ?? 1 };
}

/** The row of an event that was made by this version. */
export function rowOf(event: LabEvent): EventRow {
  return {
    seq: event.seq,
    at: event.at,
    lab_at: event.labAt,
    kind: event.kind,
    subject: event.subject,
    body: JSON.stringify(event.body),
    previous_hash: event.previousHash,
    hash: event.hash,
    version: versionOf(event.kind),
  };
}

/**
 * An event as stored, read as today's: an older body is brought to the shape of this version.
 * @throws {Error} for a body of a newer version
 */
export function eventOf(row: EventRow): LabEvent {
  return {
    seq: row.seq,
    at: row.at,
    labAt: row.lab_at,
    kind: row.kind,
    subject: row.subject,
    body: upcast(row.kind, row.version ?? 1, JSON.parse(row.body) as unknown),
    previousHash: row.previous_hash,
    hash: row.hash,
  } as LabEvent;
}
