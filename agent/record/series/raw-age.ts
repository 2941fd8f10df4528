/** Whose raw payloads are old enough to go. */
import type { Knex } from 'knex';

export interface OldRaw {
  readonly experimentId: string;
  /** As stored. */
  readonly bytes: number;
}

/** @param beforeMs experiments that ended before, ms since the epoch, host time; oldest first, those without any left out */
export async function rawEndedBefore(db: Knex, beforeMs: number): Promise<OldRaw[]> {
  return db.raw<OldRaw[]>(
    `SELECT experimentId, bytes FROM (
       SELECT e.seq, e.subject AS experimentId, SUM(
         COALESCE((SELECT SUM(length(raw)) FROM chunks AS r WHERE r.job_id = c.job_id), 0) +
         COALESCE((SELECT length(raw) FROM reports AS r WHERE r.job_id = c.job_id), 0)) AS bytes
       FROM events AS e JOIN commands AS c ON c.experiment_id = e.subject
       WHERE e.kind = 'experiment.ended' AND e.at < ? AND NOT EXISTS
         (SELECT 1 FROM events AS gone WHERE gone.kind = 'raw.removed' AND gone.subject = e.subject)
       GROUP BY e.seq) WHERE bytes > 0 ORDER BY seq`,
    [new Date(beforeMs).toISOString()],
  );
}
