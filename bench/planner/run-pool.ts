/** How many experiments until a row of the goal is drawn from a measured table. */
import { seededRng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { Observation } from '../../planner/planner.js';
import type { Pool } from './pools.js';

/** One pool of the frozen designs (`benchmarks/pools.json`). */
export interface PoolDesign {
  readonly n0: number;
  readonly budget: number;
  /** Points any of which is the aim. */
  readonly goal: readonly number[];
  /** Per seed, the points of the initial design. */
  readonly initial: readonly (readonly number[])[];
  /** Experiments to the goal per seed, by frozen methods. */
  readonly random: readonly number[];
  readonly botorch: readonly number[];
}

export interface PoolRun {
  readonly seed: number;
  /** Experiments until the goal, the initial ones included; the budget plus one when it was not reached. */
  readonly experiments: number;
  readonly cpuS: number;
}

export function runPool(pool: Pool, design: PoolDesign, seed: number): PoolRun {
  const start = process.cpuUsage();
  const draws = seededRng(`replicates ${seed}`);
  const goal = new Set(design.goal);
  const open = new Map(pool.points.map((point, index) => [index, point]));
  const observations: Observation[] = [];
  let experiments = 0;
  while (experiments < design.budget) {
    const index =
      design.initial[seed]![experiments] ?? proposed(pool, [...open.values()], observations, seed);
    experiments += 1;
    if (goal.has(index)) return { seed, experiments, cpuS: secondsSince(start) };
    const replicates = pool.values[index]!;
    const value = replicates[Math.floor(draws.uniform() * replicates.length)]!;
    observations.push({ parameters: pool.points[index]!, results: { value: { value } } });
    open.delete(index);
  }
  return { seed, experiments: design.budget + 1, cpuS: secondsSince(start) };
}

function proposed(
  { space, points }: Pool,
  among: Pool['points'],
  observations: readonly Observation[],
  seed: number,
): number {
  const objectives = [{ name: 'value', direction: 'maximise' as const }];
  const request = {
    space,
    objectives,
    observations,
    failures: [],
    pending: [],
    among,
    count: 1,
    seed,
    n0: 0,
  };
  return points.indexOf(plan(request)[0]!.parameters);
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
