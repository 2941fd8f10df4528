/** All seeds of all methods, seed by seed, so that whatever is done when it is stopped is complete pairs. */
import { setImmediate } from 'node:timers/promises';
import { initialPoints, type PlanFunction } from '../../../planner/backtest/plan-with.js';
import type { MethodName } from '../../../planner/backtest/methods.js';
import { processMeter } from '../../../planner/backtest/meter.js';
import { topsOf, traceOf, type BacktestResult, type BacktestRun } from '../../../planner/backtest/result.js';
import { runTask } from '../../../planner/backtest/run.js';
import { namesOf } from '../../../planner/backtest/problems.js';
import type { Task } from '../../../planner/backtest/task.js';
import type { Beginnings, Subject } from './subject.js';

export interface Extent {
  readonly budget: number;
  readonly initial: number;
  readonly seeds: number;
  readonly batch: number;
  readonly methods: readonly MethodName[];
  readonly beginnings?: Beginnings;
}

export interface Watch {
  /** Planned as the agent plans. */
  readonly plan: PlanFunction;
  readonly signal: AbortSignal;
  readonly version: string;
  /** One more experiment of a method. */
  readonly step: (method: MethodName) => void;
  /** After each seed, and at the end. */
  readonly keep: (result: BacktestResult) => Promise<void>;
}

/** @returns what was finished; a run that was stopped in the middle does not count */
export async function runAll(subject: Subject, extent: Extent, watch: Watch): Promise<BacktestResult> {
  const runs = new Map<MethodName, BacktestRun[]>(extent.methods.map((method) => [method, []]));
  const tops = topsOf(subject.task);
  const task = stoppable(subject.task, watch.signal);
  const so = (complete: boolean): BacktestResult =>
    resultOf({ subject, extent, tops, runs, watch }, complete);
  try {
    for (let seed = 0; seed < extent.seeds; seed++) {
      const initial =
        extent.beginnings?.points[seed] ?? (await initialPoints(watch.plan, task, seed, extent.initial));
      for (const method of extent.methods) {
        runs.get(method)!.push(await oneRun(task, { method, seed, initial, tops }, extent, watch));
      }
      await watch.keep(so(seed === extent.seeds - 1));
    }
  } catch (error) {
    if (!watch.signal.aborted) throw error;
    await watch.keep(so(false));
    return so(false);
  }
  return so(true);
}

async function oneRun(
  task: Task,
  begin: Pick<Parameters<typeof runTask>[1], 'method' | 'seed' | 'initial'> & {
    tops: BacktestResult['tops'];
  },
  { budget, batch }: Extent,
  { plan, step, signal }: Watch,
): Promise<BacktestRun> {
  const { tops, method, seed, initial } = begin;
  // Signals are heard between turns of the event loop only.
  await setImmediate();
  signal.throwIfAborted();
  const tell = (): void => {
    step(method);
  };
  const run = await runTask(task, { method, seed, initial, budget, batch, plan, meter: processMeter, tell });
  return traceOf(task, run, tops);
}

/** The same task, that ends at once when it is stopped, whatever a function of somebody is waiting for. */
function stoppable(task: Task, signal: AbortSignal): Task {
  return {
    ...task,
    measure: (parameters, asked) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          reject(signal.reason as Error);
        };
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        void task
          .measure(parameters, asked)
          .then(resolve, reject)
          .finally(() => {
            signal.removeEventListener('abort', stop);
          });
      }),
  };
}

interface SoFar {
  readonly subject: Subject;
  readonly extent: Extent;
  readonly tops: BacktestResult['tops'];
  readonly runs: ReadonlyMap<MethodName, readonly BacktestRun[]>;
  readonly watch: Watch;
}

function resultOf({ subject, extent, tops, runs, watch }: SoFar, complete: boolean): BacktestResult {
  const { space, objectives, referencePoint } = subject.task;
  const { initial, budget, batch, seeds } = extent;
  return {
    subject: subject.about,
    complete,
    names: namesOf(space),
    objectives,
    ...(referencePoint && { reference_point: referencePoint }),
    ...(subject.bestKnown !== undefined && { best_known: subject.bestKnown }),
    ...(tops && { tops }),
    ...{ initial, budget, batch, seeds },
    notes: [...subject.notes, ...(subject.faults ?? [])],
    methods: Object.fromEntries(
      [...runs].map(([method, all]) => [method, { version: `interphase ${watch.version}`, runs: [...all] }]),
    ),
  };
}
