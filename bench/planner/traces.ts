import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from './run.js';

/** The frozen runs of one reference method on one problem (`benchmarks/traces/<problem>__<method>.json`). */
export interface Trace {
  readonly method: string;
  readonly version: string;
  readonly runs: readonly Run[];
}

export const METHODS = ['random', 'tpe', 'botorch', 'botorch_worst', 'ax', 'baybe'];

interface TraceFile {
  readonly method: string;
  readonly version: string;
  readonly runs: readonly {
    readonly seed: number;
    readonly cpu_s: number;
    readonly failed: number;
    readonly best: readonly (number | null)[];
  }[];
}

/** The trace, or undefined where the method was not run on the problem. */
export function readTrace(directory: string, problem: string, method: string): Trace | undefined {
  const file = join(directory, `${problem}__${method}.json`);
  if (!existsSync(file)) return undefined;
  const { version, runs } = JSON.parse(readFileSync(file, 'utf8')) as TraceFile;
  return {
    method,
    version,
    runs: runs.map(({ seed, cpu_s, failed, best }) => ({ seed, cpuS: cpu_s, failed, best })),
  };
}
