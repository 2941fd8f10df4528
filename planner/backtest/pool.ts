/** A measured table as a task: each query draws a row that was really measured. */
import { PlannerError } from '../planner-error.js';
import type { Objective } from '../request.js';
import { layOut } from '../space/layout.js';
import { canonicalKey } from '../space/point.js';
import type { Parameters, Space } from '../space/space.js';
import { mean } from './statistics.js';
import { signOf } from '../targets.js';
import type { Outcome, Task, Values } from './task.js';

/** One measurement. */
export interface PoolRow {
  readonly parameters: Parameters;
  /** Null when the experiment failed. */
  readonly values: Values | null;
  /** Rows of one group are replicates; they are numbered in the order of first appearance. */
  readonly group: string;
  readonly cost?: number;
}

export interface Pool extends Task {
  readonly among: readonly Parameters[];
  /** For each group the point it lies on: two groups may lie on one. */
  readonly pointOfGroup: readonly number[];
  /** Mean values of each point; null where every replicate failed. */
  readonly truths: readonly (Values | null)[];
  threshold(share: number): number;
}

/** @throws PlannerError `bad-request` without rows, or for a row that does not fit the space's variables */
export function poolOf(space: Space, objectives: readonly Objective[], rows: readonly PoolRow[]): Pool {
  if (rows.length === 0) throw new PlannerError('bad-request', 'a pool needs at least one row');
  const { points, pointOfGroup, indexOf } = pointsOf(space, rows);
  const among = points.map(([first]) => first!.parameters);
  const truths = points.map((replicates) => meanOf(replicates));
  const sign = signOf(objectives[0]!);
  const losses = truths.flatMap((truth) => (truth ? [sign * truth[0]!] : [])).sort((a, b) => a - b);
  return {
    space,
    objectives,
    among,
    pointOfGroup,
    truths,
    threshold: (share) => sign * losses[Math.min(losses.length, Math.ceil(share * points.length)) - 1]!,
    measure: async (parameters, { rng }): Promise<Outcome> => {
      const index = indexOf(parameters);
      const replicates = points[index]!;
      const { values, cost } = replicates[Math.floor(rng.uniform() * replicates.length)]!;
      const answer = values && { observed: values, truth: truths[index]! };
      return { answer, ...(cost !== undefined && { cost }) };
    },
  };
}

interface Points {
  readonly points: readonly (readonly PoolRow[])[];
  readonly pointOfGroup: readonly number[];
  readonly indexOf: (parameters: Parameters) => number;
}

/** Rows of one group or of equal parameters are one point. */
function pointsOf(space: Space, rows: readonly PoolRow[]): Points {
  const layout = layOut(space);
  const points: PoolRow[][] = [];
  const byKey = new Map<string, number>();
  const byGroup = new Map<string, number>();
  for (const row of rows) {
    const key = canonicalKey(layout, row.parameters);
    const index = byGroup.get(row.group) ?? byKey.get(key) ?? points.push([]) - 1;
    points[index]!.push(row);
    byGroup.set(row.group, index);
    byKey.set(key, index);
  }
  return {
    points,
    pointOfGroup: [...byGroup.values()],
    indexOf: (parameters) => byKey.get(canonicalKey(layout, parameters))!,
  };
}

function meanOf(replicates: readonly PoolRow[]): Values | null {
  const measured = replicates.flatMap(({ values }) => (values ? [values] : []));
  if (measured.length === 0) return null;
  return measured[0]!.map((_, k) => mean(measured.map((values) => values[k]!)));
}
