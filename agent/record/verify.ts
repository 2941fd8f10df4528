/** Is a record whole? The chain, the rows, and the tables against what the stream says they must hold. */
import knex, { type Knex } from 'knex';
import { checkChain } from './chain-check.js';
import { CycleCheck } from './cycles/cycle-check.js';
import { migrationSource } from './migrations.js';
import { brokenPhotos } from './photos.js';
import { PROJECTED_TABLES } from './projections.js';
import { RecordError } from './record-error.js';
import { replay } from './replay.js';
import { columnsOf, pathOf } from './series/chunk.js';
import { PACKED_ROWS } from './series/packing.js';
import { brokenSeals } from './series/seal-check.js';
import { chunkWindows } from './series/series.js';
import { damageAnywhere } from './soundness.js';

export interface Verification {
  readonly events: number;
  readonly experiments: number;
  readonly rows: number;
  /** Everything that is not as it must be, as sentences. Empty: the record is whole. */
  readonly problems: readonly string[];
}

/**
 * Reads the whole record and changes nothing.
 * @param options `rebuild`: also build every table again from the stream and compare
 */
export async function verify(db: Knex, { rebuild = true } = {}): Promise<Verification> {
  const problems = await damageAnywhere(db);
  if (problems.length > 0) return { events: 0, experiments: 0, rows: 0, problems };
  const { events, problems: broken } = await checkChain(db);
  problems.push(...broken);
  if (rebuild && problems.length === 0) await checkProjections(db, problems);
  const rows = await checkChunks(db, problems);
  problems.push(...(await brokenSeals(db)), ...(await brokenPhotos(db)));
  await checkReferences(db, problems);
  const experiments = await db('experiments').count<{ n: number }[]>({ n: '*' });
  return { events, experiments: experiments[0]?.n ?? 0, rows, problems };
}

async function checkChunks(db: Knex, problems: string[]): Promise<number> {
  let rows = 0;
  for (const jobId of await db('chunks').distinct().orderBy('job_id').pluck<string[]>('job_id')) {
    rows += await checkJob(db, jobId, problems);
  }
  return rows;
}

/** A few thousand rows at a time: a job may hold a million. Damaged rows have no cycles to compare. */
async function checkJob(db: Knex, jobId: string, problems: string[]): Promise<number> {
  let rows = 0;
  const damage: string[] = [];
  const cycles = await CycleCheck.open(db, jobId);
  await noting(damage, async () => {
    for await (const window of chunkWindows(db, jobId, PACKED_ROWS)) {
      for (const chunk of window) {
        await noting(damage, () => {
          const columns = columnsOf(chunk, pathOf(db));
          cycles?.take(chunk, columns);
        });
      }
      rows += window.reduce((sum, chunk) => sum + chunk.rows, 0);
    }
  });
  problems.push(...damage, ...(damage.length === 0 ? (cycles?.problems ?? []) : []));
  return rows;
}

/** What is damaged is a finding here. */
async function noting(problems: string[], read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    problems.push(error.message);
  }
}

async function checkReferences(db: Knex, problems: string[]): Promise<void> {
  for (const broken of await db.raw<{ table: string; parent: string }[]>('PRAGMA foreign_key_check')) {
    problems.push(`${broken.table}: a row refers to a row of ${broken.parent} that is not there`);
  }
  const open = await db('commands as c')
    .join('experiments as e', 'e.id', 'c.experiment_id')
    .whereIn('c.state', ['intended', 'acknowledged'])
    .whereNot('e.status', 'running')
    .pluck<string[]>('c.job_id');
  for (const jobId of open)
    problems.push(`${jobId}: its experiment has ended, but nobody knows how the command did`);
  const held = await db('leases as l')
    .join('experiments as e', 'e.id', 'l.experiment_id')
    .whereNot('e.status', 'running')
    .pluck<string[]>('l.resource');
  for (const resource of held) problems.push(`${resource}: held by an experiment that has ended`);
  const orphans = await db('chunks')
    .whereNotIn('job_id', db('commands').select('job_id'))
    .distinct<{ job_id: string }[]>('job_id');
  for (const { job_id: jobId } of orphans)
    problems.push(`${jobId}: rows of a command that was never intended`);
}

/** Builds every table again from the stream, in memory, and compares row by row. */
async function checkProjections(db: Knex, problems: string[]): Promise<void> {
  const fresh = knex({
    client: 'sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
    migrations: { migrationSource },
  });
  try {
    await fresh.migrate.latest();
    await fresh.transaction((trx) => replay(db, trx));
    for (const table of PROJECTED_TABLES) {
      // A record of an older version has fewer tables and columns; those it has must be right.
      const columns = Object.keys(await db(table).columnInfo());
      if (columns.length === 0 && (await fresh(table).first()) === undefined) continue;
      const [stored, rebuilt] = await Promise.all([db, fresh].map((one) => rowsAsText(one, table, columns)));
      if (stored !== rebuilt) problems.push(`${table}: the table is not what the stream of events says`);
    }
  } catch (error) {
    problems.push(`the stream cannot be replayed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await fresh.destroy();
  }
}

async function rowsAsText(db: Knex, table: string, columns: readonly string[]): Promise<string> {
  const rows = await db(table).select(...columns);
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
}
