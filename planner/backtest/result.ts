/** Runs as they are stored: what a frozen trace of the benchmark holds, and what it took. */
import type { Objective } from '../request.js';
import { namesOf } from './problems.js';
import { reaches, type Run, type Step } from './run.js';
import { quantile } from './statistics.js';
import type { Task } from './task.js';

/** A run of any optimiser. */
export interface TraceRun {
  readonly seed: number;
  readonly cpu_s: number;
  /** After the initial design. */
  readonly failed: number;
  /** True value at the point with the best observed value (or hypervolume) after each experiment. */
  readonly best: readonly (number | null)[];
}

/** The shares of all points that count as a good find, in per cent. */
export const TOP_PERCENTS = [1, 5] as const;

export interface BacktestRun extends TraceRun {
  /** Points in the order of the result's `names`. */
  readonly x: readonly (readonly (number | string)[])[];
  /** What was observed, a list where there are several objectives; null: failed. */
  readonly y: readonly (number | readonly number[] | null)[];
  /** Experiments until the best 1 % and 5 % were reached; null: not reached. Only where it is known. */
  readonly to_top_1?: number | null;
  readonly to_top_5?: number | null;
  /** CPU seconds of choosing one experiment. */
  readonly proposal_s: { readonly median: number; readonly max: number };
  readonly memory_mib: number;
  /** Of all experiments, where the table says. */
  readonly cost?: number;
  readonly notes?: readonly string[];
}

export interface MethodResult {
  readonly version: string;
  readonly runs: readonly BacktestRun[];
}

export interface BacktestResult {
  /** What it was tried on, in words. */
  readonly subject: string;
  /** False when it was stopped before all seeds were through. */
  readonly complete: boolean;
  readonly names: readonly string[];
  readonly objectives: readonly Objective[];
  readonly reference_point?: readonly number[];
  /** Best value there is, where it is known. */
  readonly best_known?: number;
  /** Values that the best 1 % and 5 % of the points reach, where they are known. */
  readonly tops?: Readonly<Record<`top_${(typeof TOP_PERCENTS)[number]}`, number>>;
  readonly initial: number;
  readonly budget: number;
  readonly batch: number;
  readonly seeds: number;
  readonly notes: readonly string[];
  readonly methods: Readonly<Record<string, MethodResult>>;
}

/** Values of the best shares; undefined for several objectives and where the task does not know. */
export function topsOf(task: Task): BacktestResult['tops'] {
  if (task.objectives.length > 1 || task.threshold === undefined) return undefined;
  return { top_1: task.threshold(0.01), top_5: task.threshold(0.05) };
}

export function traceOf(task: Task, run: Run, tops: BacktestResult['tops']): BacktestRun {
  const { seed, steps, choiceS, notes } = run;
  const names = namesOf(task.space);
  // A batch is chosen at one go; its time is that of its points together.
  const perChoice = choiceS.length / Math.max(choiceS.length, steps.length - run.initial);
  const each = choiceS.length === 0 ? [0] : choiceS.map((s) => s * perChoice);
  const costs = steps.flatMap(({ cost }) => cost ?? []);
  return {
    seed,
    cpu_s: round(run.cpuS),
    failed: run.failed,
    best: steps.map(({ best }) => best),
    x: steps.map(({ parameters }) => names.map((name) => parameters[name]!)),
    y: steps.map(
      ({ answer }) => answer && (answer.observed.length === 1 ? answer.observed[0]! : answer.observed),
    ),
    ...(tops && {
      to_top_1: experimentsTo(steps, reaches(task, tops.top_1)),
      to_top_5: experimentsTo(steps, reaches(task, tops.top_5)),
    }),
    proposal_s: { median: round(quantile(each, 0.5)), max: round(Math.max(...each)) },
    memory_mib: Math.round(run.memoryBytes / 2 ** 20),
    ...(costs.length > 0 && { cost: costs.reduce((sum, cost) => sum + cost, 0) }),
    ...(notes.length > 0 && { notes }),
  };
}

/** Experiments until one does; null when none did. */
export function experimentsTo(steps: readonly Step[], good: (step: Step) => boolean): number | null {
  const index = steps.findIndex(good);
  return index < 0 ? null : index + 1;
}

function round(seconds: number): number {
  return Number(seconds.toFixed(4));
}
