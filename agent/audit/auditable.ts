/** What an audit needs of a record, read from it. */
import type { Knex } from 'knex';
import type { Outcome } from '../experiment/outcome.js';
import type { RecordedCommand } from './audit.js';
import type { SettledAt } from './lag.js';
import type { Period } from './uptime.js';
import type { RecordedExperiment } from './verdicts.js';

export async function recordedCommands(db: Knex): Promise<RecordedCommand[]> {
  return db('commands').select('job_id as jobId', 'experiment_id as experimentId', 'state');
}

export async function recordedExperiments(db: Knex): Promise<RecordedExperiment[]> {
  const rows = await db('experiments').select<{ id: string; status: string; outcome: string | null }[]>();
  return rows.map(({ id, status, outcome }) => ({
    id,
    status,
    failure: outcome === null ? undefined : (JSON.parse(outcome) as Outcome).execution.failure,
  }));
}

export async function settledTimes(db: Knex): Promise<SettledAt[]> {
  const rows = await db('events')
    .where({ kind: 'command.settled' })
    .select<{ subject: string; lab_at: string }[]>('subject', 'lab_at');
  return rows.map((row) => ({ jobId: row.subject, labMs: Date.parse(row.lab_at) }));
}

/** When no agent was there: from the last event before each later start to that start. */
export async function agentAbsences(db: Knex): Promise<Period[]> {
  const rows = await db('events as start')
    .join('events as before', 'before.seq', db.raw('start.seq - 1'))
    .where('start.kind', 'agent.started')
    .whereExists(db('events').where('kind', 'agent.started').whereRaw('seq < start.seq'))
    .select<{ from: string; to: string }[]>('before.lab_at as from', 'start.lab_at as to');
  // A clock that was set back in between makes it no less than nothing.
  return rows.map(({ from, to }) => {
    const fromMs = Date.parse(from);
    return { fromMs, toMs: Math.max(fromMs, Date.parse(to)) };
  });
}

/** When the first agent was there, lab time in ms since the epoch. @throws {Error} when none ever was */
export async function firstStartMs(db: Knex): Promise<number> {
  const first = await db('events')
    .where({ kind: 'agent.started' })
    .orderBy('seq')
    .first<{ lab_at: string } | undefined>('lab_at');
  if (!first) throw new Error('the record holds no start of an agent');
  return Date.parse(first.lab_at);
}
