import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceRun } from '../../planner/backtest/result.js';

/** The frozen runs of one reference method on one problem (`benchmarks/traces/<problem>__<method>.json`). */
export interface Trace {
  readonly method: string;
  readonly version: string;
  readonly runs: readonly TraceRun[];
}

export const METHODS = ['random', 'tpe', 'botorch', 'botorch_worst', 'ax', 'baybe'];

/** The trace, or undefined where the method was not run on the problem. */
export function readTrace(directory: string, problem: string, method: string): Trace | undefined {
  const file = join(directory, `${problem}__${method}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Trace) : undefined;
}
