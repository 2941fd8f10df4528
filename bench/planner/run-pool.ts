/** How many experiments until a row of the goal is drawn from a measured table. */
import type { PoolDesign } from '../../planner/backtest/design.js';
import type { MethodName } from '../../planner/backtest/methods.js';
import { processMeter } from '../../planner/backtest/meter.js';
import type { Pool } from '../../planner/backtest/pool.js';
import { experimentsTo } from '../../planner/backtest/result.js';
import { reaches, runTask } from '../../planner/backtest/run.js';
import { here } from './run-problem.js';

/** With what frozen methods needed per seed. */
export interface FrozenPool extends PoolDesign {
  readonly random: readonly number[];
  readonly botorch: readonly number[];
}

export interface PoolRun {
  readonly seed: number;
  /** Experiments until the goal, the initial ones included; the budget plus one when it was not reached. */
  readonly experiments: number;
  readonly cpuS: number;
}

export async function runPool(
  pool: Pool,
  design: PoolDesign,
  method: MethodName,
  seed: number,
): Promise<PoolRun> {
  const until = reaches(pool, pool.threshold(0.01));
  const initial = design.initial[seed]!.map((row) => pool.among[pool.pointOfGroup[row]!]!);
  const { budget } = design;
  const run = await runTask(pool, {
    ...{ method, seed, initial, budget, batch: 1, plan: here, meter: processMeter, until },
  });
  return { seed, experiments: experimentsTo(run.steps, until) ?? budget + 1, cpuS: run.cpuS };
}

/**
 * Rows of equal settings are one point here, and their mean counts; the frozen goal takes each row for itself.
 * @throws Error when the pool's other best rows are not the frozen goal: the table was prepared otherwise
 */
export function assertGoal(name: string, pool: Pool, { goal }: PoolDesign): void {
  const wanted = pool.threshold(0.01);
  const reached = pool.pointOfGroup.flatMap((point, row) => (pool.truths[point]![0]! >= wanted ? [row] : []));
  const isAlone = (row: number): boolean =>
    pool.pointOfGroup.filter((point) => point === pool.pointOfGroup[row]).length === 1;
  const missing = goal.filter((row) => isAlone(row) && !reached.includes(row));
  if (missing.length === 0) return;
  throw new Error(
    `${name}: rows ${missing.join(', ')} should be among the best 1 %, came ${reached.join(', ')}`,
  );
}
