/** From the command line to runs, a file and a table. */
import { SystemClock } from '../../../core/clock.js';
import type { MethodName } from '../../../planner/backtest/methods.js';
import { PlannerClient } from '../../../planner/client.js';
import { EXIT } from '../exit-codes.js';
import type { TableOptions } from '../given-table.js';
import { version } from '../version.js';
import { openSubject } from './open-subject.js';
import { BacktestProgress } from './progress.js';
import { runAll } from './run-all.js';
import { assertWritable, resultFile } from './result-file.js';
import { Interruption } from './interruption.js';
import { toText } from './text.js';

export interface BacktestOptions extends TableOptions {
  readonly problem?: string;
  readonly functions?: string;
  readonly designs?: string;
  readonly budget?: number;
  readonly initial?: number;
  readonly seeds: number;
  readonly batch: number;
  /** All that can search the space, when absent. */
  readonly methods?: readonly MethodName[];
  readonly out?: string;
  readonly json?: boolean;
}

/** A proposal of thousands of rows may take minutes, and nothing waits for it but this. */
const DEADLINE_MS = 3_600_000;

/** @returns the exit code; one that was stopped ends the process as well */
export async function backtest(options: BacktestOptions): Promise<number> {
  const { subject, extent } = await openSubject(options);
  if (options.out !== undefined) await assertWritable(options.out);
  const clock = new SystemClock();
  // Flags of the command that runs this (--eval) are not the thread's.
  const client = new PlannerClient(clock, { execArgv: [] });
  const interruption = new Interruption();
  const { signal } = interruption;
  const progress = new BacktestProgress(process.stderr, clock, extent.budget * extent.seeds, extent.methods);
  try {
    const result = await runAll(subject, extent, {
      plan: (request) => client.propose(request, { deadlineMs: DEADLINE_MS, signal }),
      signal,
      version: version(),
      step: (method) => {
        progress.step(method);
      },
      keep: resultFile(options.out),
    });
    progress.end();
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${toText(result)}\n`);
    if (options.out !== undefined) process.stderr.write(`result in ${options.out}\n`);
    if (result.complete) return EXIT.ok;
  } finally {
    progress.end();
    interruption.dispose();
    await client.close();
  }
  return leave();
}

/** Whatever somebody's function still waits for must not hold a process that was told to stop; what was written goes out first. */
function leave(): Promise<never> {
  return new Promise(() => {
    process.stdout.write('', () => process.exit(EXIT.failed));
  });
}
