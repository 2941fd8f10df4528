/** What a record says, as today's code reads it: everything a later version must not read otherwise. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { experimentsOf } from '../../agent/record/experiments.js';
import { readSeries } from '../../agent/record/series/series.js';

export interface Summary {
  readonly experiments: readonly object[];
  readonly commands: readonly object[];
  readonly observations: readonly object[];
  /** SHA-256 over the float64 columns of each job, in order. */
  readonly series: Readonly<Record<string, string>>;
}

export async function summaryOf(db: Knex): Promise<Summary> {
  const campaigns = await db('campaigns').orderBy('id').pluck<string[]>('id');
  const experiments = await Promise.all(campaigns.map((id) => experimentsOf(db, id)));
  const commands = await db('commands')
    .orderBy('job_id')
    .select<{ job_id: string }[]>(
      'job_id',
      'step',
      'instrument',
      'effect',
      'state',
      'rows',
      'result',
      'fault',
    );
  const series: Record<string, string> = {};
  for (const { job_id: jobId } of commands) series[jobId] = await hashOfSeries(db, jobId);
  return {
    experiments: experiments.flat().map(({ recipe: _, ...rest }) => rest),
    commands,
    observations: await db('observations')
      .orderBy(['experiment_id', 'quantity'])
      .select<object[]>(
        'experiment_id',
        'quantity',
        'value',
        'standard_uncertainty',
        'unit',
        'quality',
        'reason',
      ),
    series,
  };
}

async function hashOfSeries(db: Knex, jobId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const column of (await readSeries(db, jobId)).unpack()) hash.update(column);
  return hash.digest('hex');
}
