import { cpus, totalmem } from 'node:os';
import { seededRng } from '../../core/rng.js';
import type { BacktestRun, TraceRun } from '../../planner/backtest/result.js';
import { mean, medianInterval, quantile } from '../../planner/backtest/statistics.js';
import { toBestLibraryTable } from './best-library.js';
import { toComparisonTable } from './comparison.js';
import { toFailureTable } from './failures.js';
import { toFrontTable } from './front-table.js';
import { bestAt, type Course } from './run-flights.js';

/** A frozen run does not say what was observed. */
export type OwnRun = TraceRun & Partial<Pick<BacktestRun, 'y'>>;

/** All runs of one method on one problem. */
export interface Row {
  readonly problem: string;
  readonly method: string;
  /** Run here, not read from a frozen trace. */
  readonly own: boolean;
  readonly runs: readonly OwnRun[];
  readonly bestKnown: number;
  readonly failures: boolean;
  /** Values are hypervolumes with the sign changed, so that smaller is better here, too, and the best known is 0. */
  readonly isFront?: boolean;
}

/** Final regrets; a run without any success counts as infinite. */
export function regrets({ runs, bestKnown }: Row): number[] {
  return runs.map(({ best }) => (best.at(-1) ?? Infinity) - bestKnown);
}

/** One line per problem of one objective and method as Markdown. */
function toTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const final = regrets(row);
    const [low, middle, high, worst] = [0.25, 0.5, 0.75, 0.9].map((p) => digits(quantile(final, p)));
    const interval = medianInterval(final, seededRng('median')).map(digits).join(' to ');
    const failed = row.failures ? mean(row.runs.map((run) => run.failed)).toFixed(1) : '';
    const cpuS = mean(row.runs.map((run) => run.cpu_s)).toFixed(1);
    return `| ${row.problem} | ${nameOf(row)} | ${row.runs.length} | ${middle!} [${low!}, ${high!}] | ${interval} | ${worst!} | ${failed} | ${cpuS} |`;
  });
  return [
    '| problem | method | seeds | regret: median [quartiles] | median, 95 % | 90th percentile | failed runs, mean | CPU s per run, mean |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** A frozen method may have the name of one of ours. */
export function nameOf({ method, own }: { readonly method: string; readonly own: boolean }): string {
  return own || method !== 'random' ? method : `${method} (frozen)`;
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
  readonly own: boolean;
  readonly experiments: readonly number[];
  /** Unknown for frozen methods. */
  readonly cpuS?: number;
}

export function toPoolTable(rows: readonly PoolRow[]): string {
  const lines = rows.map((row) => {
    const { pool, experiments, cpuS } = row;
    const [low, middle, high, worst] = [0.25, 0.5, 0.75, 0.9].map((p) => quantile(experiments, p).toFixed(1));
    return `| ${pool} | ${nameOf(row)} | ${experiments.length} | ${middle!} [${low!}, ${high!}] | ${worst!} | ${cpuS?.toFixed(1) ?? ''} |`;
  });
  return [
    '| pool | method | seeds | experiments to the goal: median [quartiles] | 90th percentile | CPU s per run, mean |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Campaigns of the same length with so many experiments under way at once. */
export interface FlightRow {
  readonly problem: string;
  readonly inFlight: number;
  readonly bestKnown: number;
  readonly courses: readonly Course[];
}

/** In mean durations of one experiment. */
const TIMES = [8, 16, 32, 64];

export function toFlightTable(rows: readonly FlightRow[]): string {
  const lines = rows.map(({ problem, inFlight, bestKnown, courses }) => {
    const duplicates = courses.reduce((sum, course) => sum + course.duplicates, 0);
    const regretsAt = TIMES.map((time) =>
      digits(
        quantile(
          courses.map((course) => (bestAt(course, time) ?? Infinity) - bestKnown),
          0.5,
        ),
      ),
    );
    return `| ${problem} | ${inFlight} | ${courses.length} | ${duplicates} | ${regretsAt.join(' | ')} |`;
  });
  return [
    `| problem | under way | seeds | duplicates | ${TIMES.map((time) => `after ${time}`).join(' | ')} |`,
    `|---|---|---|---|${TIMES.map(() => '---|').join('')}`,
    ...lines,
  ].join('\n');
}

export interface Results {
  readonly rows: readonly Row[];
  readonly pools: readonly PoolRow[];
  readonly flights: readonly FlightRow[];
}

/** The whole report: what ran, where, and the table. */
export function toReport(
  { rows, pools, flights }: Results,
  { date, command }: { date: string; command: string },
): string {
  const cores = cpus();
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(0);
  return `# Planner benchmark

${date}; ${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${memoryGiB} GiB of memory, Node.js ${process.version}. Repeat with:

    ${command}

Regret is the true value at the point with the best observed value, at the end of the budget, minus the best known value; all problems are minimised.
Every method starts from the same frozen designs; \`interphase\` is this planner with its defaults, one proposal at a time; \`random\` and \`sobol\` are the baselines
of \`interphase backtest\`. The other rows are frozen runs on another machine, so CPU times compare only by order of magnitude ([on one machine](planner-cpu.md)). Failed runs are counted after the
initial design. The interval of the median is a percentile bootstrap.

${toTable(rows.filter(({ isFront }) => !isFront))}

Two objectives: hypervolume to the reference point of the frozen designs, which every method knows, at the end of the budget; higher is better.

${toFrontTable(rows.filter(({ isFront }) => isFront))}

The public library of the best median on each problem, of those with six runs or more, and ours in pairs of runs from the same initial design:

${toBestLibraryTable(rows)}

All pairs of runs, final regrets (or hypervolumes lost) that differ by at most 1e-6 (the last frozen digit) counted as equal:
Wilcoxon's signed-rank test, two-sided, exact; p corrected after Holm over the problems of one reference, above over all problems.

${toComparisonTable(rows)}

Failed runs of each reference, and of ours until it was as good as that reference at its end (all of them where it never was):

${toFailureTable(rows)}

Measured tables: every query draws a row that was really measured, one replicate at random where there are several. The goal is
any row of the top 1 % by the mean of its replicates; a run that does not reach it counts as one more than its budget.

${toPoolTable(pools)}

Several experiments under way at once, each for a random (exponential) duration; median regret after so many mean durations, and
proposals of a point that was known or under way:

${toFlightTable(flights)}
`;
}
