/** How soon the planner finds the best rows of a measured table, with and without the structures of its ingredients. */
import { seededRng, shuffled } from '../../core/rng.js';
import { processMeter } from '../../planner/backtest/meter.js';
import { poolOf, type Pool } from '../../planner/backtest/pool.js';
import { experimentsTo } from '../../planner/backtest/result.js';
import { reaches, runTask } from '../../planner/backtest/run.js';
import type { Parameters, Space } from '../../planner/space/space.js';
import { here } from '../planner/run-problem.js';
import type { Code } from './mixture.js';

/** A table whose ingredients are known. */
export interface Searched {
  readonly space: (code: Code) => Space;
  readonly rows: readonly { readonly parameters: Parameters; readonly value: number }[];
}

/** Rows at which a run begins, by lot; the same for every code. */
export const BEGINNING = 5;

/** Experiments until the best 1 % and 5 % of the rows were reached, those at the beginning included. */
export interface Found {
  readonly top1: number;
  readonly top5: number;
  readonly cpuS: number;
}

export async function search(table: Searched, code: Code, seed: number): Promise<Found> {
  const pool = poolFrom(table, code);
  const [best, good] = [0.01, 0.05].map((share) => reaches(pool, pool.threshold(share)));
  const { steps, cpuS } = await runTask(pool, {
    ...{ method: 'interphase', seed, budget: pool.among.length, batch: 1, plan: here, meter: processMeter },
    initial: beginning(pool, seed),
    until: best!,
  });
  const all = pool.among.length;
  return { top1: experimentsTo(steps, best!) ?? all, top5: experimentsTo(steps, good!) ?? all, cpuS };
}

function poolFrom({ space, rows }: Searched, code: Code): Pool {
  const measured = rows.map(({ parameters, value }, k) => ({
    parameters,
    values: [value],
    group: String(k),
  }));
  return poolOf(space(code), [{ name: 'value', direction: 'maximise' }], measured);
}

function beginning({ among }: Pool, seed: number): Parameters[] {
  return shuffled(among, seededRng(`beginning ${seed}`)).slice(0, BEGINNING);
}
