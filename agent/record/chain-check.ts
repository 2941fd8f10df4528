/** Follows the stream from its first event to its last. */
import type { Knex } from 'knex';
import { linkOf } from './event-row.js';
import { GENESIS, hashOf } from './hash-chain.js';
import { storedEvents } from './replay.js';

export interface ChainCheck {
  /** Sequence number of the last event; events count from 1. */
  readonly events: number;
  /** Of the last event; 64 zeros when there is none. */
  readonly hash: string;
  /** Where it does not hold, as sentences. */
  readonly problems: readonly string[];
}

export async function checkChain(db: Knex): Promise<ChainCheck> {
  const problems: string[] = [];
  let [events, hash] = [0, GENESIS];
  for await (const row of storedEvents(db)) {
    const { seq, kind, subject } = row;
    if (seq !== events + 1) problems.push(`event ${events + 1} is missing, ${seq} comes in its place`);
    if (row.previous_hash !== hash) problems.push(`event ${seq} does not follow the event before it`);
    if (hashOf(linkOf(row)) !== row.hash) problems.push(`event ${seq} (${kind} ${subject}) was changed`);
    [events, hash] = [seq, row.hash];
  }
  return { events, hash, problems };
}
