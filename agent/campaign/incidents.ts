/** Does the lab need looking at? Not by how many experiments were lost, but by what failed again and has not worked since. */
import type { Knex } from 'knex';
import type { ExperimentRow } from '../record/experiments.js';

/** One experiment lost to the lab, by the command in which it was lost. Lab time, ISO 8601. */
export interface Loss {
  readonly step: string;
  readonly givenAt: string;
  readonly lostAt: string;
}

/**
 * How often the lab failed in a row. A loss counts only if its step has not worked since, for among many experiments under
 * way most ends are early ones, and early ends are failures. It counts anew only if its command was given after the latest
 * that counted was known: one power cut ends every cell on a tester.
 * @param workedAt when each step last went well
 */
export function incidents(losses: readonly Loss[], workedAt: ReadonlyMap<string, string>): number {
  const open = losses
    .filter(({ step, lostAt }) => lostAt >= (workedAt.get(step) ?? ''))
    .sort((a, b) => a.lostAt.localeCompare(b.lostAt) || a.givenAt.localeCompare(b.givenAt));
  let count = 0;
  let known = '';
  for (const { givenAt, lostAt } of open) {
    if (givenAt < known) continue;
    count += 1;
    known = lostAt;
  }
  return count;
}

/** `incidents` of these failed experiments, as the record has them. */
export async function incidentsIn(db: Knex, lost: readonly ExperimentRow[]): Promise<number> {
  const jobs = lost.flatMap(({ outcome }) => outcome?.execution.failure?.jobId ?? []);
  const losses = await db('commands as c')
    .join('events as given', { 'given.subject': 'c.job_id', 'given.kind': db.raw("'command.intended'") })
    .join('events as known', { 'known.subject': 'c.job_id', 'known.kind': db.raw("'command.settled'") })
    .whereIn('c.job_id', jobs)
    .select<Loss[]>('c.step', 'given.lab_at as givenAt', 'known.lab_at as lostAt');
  const worked = await db('commands as c')
    .join('events as known', { 'known.subject': 'c.job_id', 'known.kind': db.raw("'command.settled'") })
    .where('c.state', 'completed')
    .whereNotIn('c.job_id', jobs)
    .groupBy('c.step')
    .select<{ step: string; at: string }[]>('c.step', db.raw('max(known.lab_at) as at'));
  return incidents(losses, new Map(worked.map(({ step, at }) => [step, at])));
}
