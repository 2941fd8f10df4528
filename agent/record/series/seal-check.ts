/** Finds rows and raw payloads that are not those that a job was closed with. */
import type { Knex } from 'knex';
import { RecordError } from '../record-error.js';
import { pathOf } from './chunk.js';
import { messagesOf, type RawColumns } from './raw.js';
import { rawHash, rowsHash } from './seal.js';

/** As sentences. Reads hashes only, except those of raw payloads, which are unpacked one by one. */
export async function brokenSeals(db: Knex): Promise<string[]> {
  const keepsRaw = await db.schema.hasTable('reports');
  return [
    ...(await changedRows(db)),
    ...(keepsRaw ? [...(await changedRaw(db)), ...(await unreadableRaw(db))] : []),
  ];
}

async function changedRows(db: Knex): Promise<string[]> {
  const settled = await db('commands').whereNotNull('rows_sha256').select<Settled[]>('job_id', 'rows_sha256');
  const problems: string[] = [];
  for (const { job_id: jobId, rows_sha256: expected } of settled) {
    if ((await rowsHash(db, jobId, expected)) !== expected)
      problems.push(`${jobId}: its rows are not those it was closed with`);
  }
  return problems;
}

interface Settled {
  readonly job_id: string;
  readonly rows_sha256: string;
  readonly raw_sha256: string;
}

async function changedRaw(db: Knex): Promise<string[]> {
  const settled = await db('commands').whereNotNull('raw_sha256').select<Settled[]>('job_id', 'raw_sha256');
  const problems: string[] = [];
  for (const { job_id: jobId, raw_sha256: expected } of settled) {
    if ((await rawHash(db, jobId)) !== expected)
      problems.push(`${jobId}: its raw payloads are not those it was closed with`);
  }
  return problems;
}

/** Those that are not there must have been removed by an event. */
async function unreadableRaw(db: Knex): Promise<string[]> {
  const removed = new Set(await db('events').where({ kind: 'raw.removed' }).pluck<string[]>('subject'));
  const problems: string[] = [];
  for (const { job_id: jobId, experiment_id: experimentId } of await jobsWithRaw(db)) {
    for (const kept of await rawOf(db, jobId)) {
      if (kept.raw !== null) problems.push(...damageOf(kept, jobId, pathOf(db)));
      else if (!removed.has(experimentId))
        problems.push(`${jobId}: raw payloads are gone, and no event says so`);
    }
  }
  return problems;
}

function damageOf(kept: RawColumns, jobId: string, path: string): string[] {
  try {
    messagesOf(kept, jobId, path);
    return [];
  } catch (error) {
    if (error instanceof RecordError) return [error.message];
    throw error;
  }
}

function jobsWithRaw(db: Knex): Promise<{ job_id: string; experiment_id: string }[]> {
  const held = db('chunks').whereNotNull('raw_sha256').select('job_id').union(db('reports').select('job_id'));
  return db('commands').whereIn('job_id', held).select('job_id', 'experiment_id');
}

async function rawOf(db: Knex, jobId: string): Promise<RawColumns[]> {
  const columns = ['raw_sha256', 'raw'];
  const pages = await db('chunks')
    .where({ job_id: jobId })
    .whereNotNull('raw_sha256')
    .select<RawColumns[]>(columns);
  return [...pages, ...(await db('reports').where({ job_id: jobId }).select<RawColumns[]>(columns))];
}
