import { cpus, totalmem } from 'node:os';
import type { Run } from './run.js';
import { mean, quantile } from '../statistics.js';

/** All runs of one method on one problem. */
export interface Row {
  readonly problem: string;
  readonly method: string;
  readonly runs: readonly Run[];
  readonly bestKnown: number;
  readonly failures: boolean;
}

/** Final regrets; a run without any success counts as infinite. */
export function regrets({ runs, bestKnown }: Row): number[] {
  return runs.map(({ best }) => (best.at(-1) ?? Infinity) - bestKnown);
}

/** One line per problem and method as Markdown. */
export function toTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const final = regrets(row);
    const [low, middle, high, worst] = [0.25, 0.5, 0.75, 0.9].map((p) => digits(quantile(final, p)));
    const failed = row.failures ? mean(row.runs.map((run) => run.failed)).toFixed(1) : '';
    const cpuS = mean(row.runs.map((run) => run.cpuS)).toFixed(1);
    return `| ${row.problem} | ${row.method} | ${row.runs.length} | ${middle!} [${low!}, ${high!}] | ${worst!} | ${failed} | ${cpuS} |`;
  });
  return [
    '| problem | method | seeds | regret: median [quartiles] | 90th percentile | failed runs, mean | CPU s per run, mean |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function digits(value: number): string {
  return Math.abs(value) >= 1
    ? value.toFixed(2)
    : Math.abs(value) >= 0.1
      ? value.toFixed(3)
      : value.toFixed(4);
}

/** Experiments to the goal of each method on one measured table. */
export interface PoolRow {
  readonly pool: string;
  readonly method: string;
  readonly experiments: readonly number[];
  /** Unknown for frozen methods. */
  readonly cpuS?: number;
}

export function toPoolTable(rows: readonly PoolRow[]): string {
  const lines = rows.map(({ pool, method, experiments, cpuS }) => {
    const [low, middle, high, worst] = [0.25, 0.5, 0.75, 0.9].map((p) => quantile(experiments, p).toFixed(1));
    return `| ${pool} | ${method} | ${experiments.length} | ${middle!} [${low!}, ${high!}] | ${worst!} | ${cpuS?.toFixed(1) ?? ''} |`;
  });
  return [
    '| pool | method | seeds | experiments to the goal: median [quartiles] | 90th percentile | CPU s per run, mean |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** The whole report: what ran, where, and the table. */
export function toReport(
  rows: readonly Row[],
  pools: readonly PoolRow[],
  { date, command }: { date: string; command: string },
): string {
  const cores = cpus();
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(0);
  return `# Planner benchmark

${date}; ${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${memoryGiB} GiB of memory, Node.js ${process.version}. Repeat with:

    ${command}

Regret is the true value at the point with the best observed value, at the end of the budget, minus the best known value; all problems are minimised.
Every method starts from the same frozen designs; \`interphase\` is this planner with its defaults, one proposal at a time. The other rows are frozen runs on
another machine, so CPU times compare only by order of magnitude. Failed runs are counted after the initial design.

${toTable(rows)}

Measured tables: every query draws a row that was really measured, one replicate at random where there are several. The goal is
any row of the top 1 % by the mean of its replicates; a run that does not reach it counts as one more than its budget.

${toPoolTable(pools)}
`;
}
