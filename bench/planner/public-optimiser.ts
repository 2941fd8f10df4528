/** A public optimiser on one of the frozen problems, in a Python process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Design } from '../../planner/backtest/design.js';
import type { Problem } from '../../planner/backtest/problems.js';

export const LIBRARIES = ['botorch', 'ax'] as const;
export type Library = (typeof LIBRARIES)[number];

export interface PublicRun {
  /** Of the whole run, without the import of the library. */
  readonly cpuS: number;
  /** The true value at the point with the best observed value, at the end. */
  readonly best: number;
}

interface Said {
  readonly ask?: readonly number[];
  readonly cpuS?: number;
}

/** @throws Error with what Python said, when it has no such library or the run breaks off */
export async function runPublic(
  python: string,
  library: Library,
  { problem, design }: { readonly problem: Problem; readonly design: Design },
  seed: number,
): Promise<PublicRun> {
  const child = spawn(python, [join(import.meta.dirname, 'optimiser.py'), library], {
    env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint = `${complaint}${String(text)}`.slice(-2000)));
  for (const source of [child, child.stdin]) source.on('error', (error) => (complaint += error.message));
  const tell = (message: unknown): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  const course = new Course(problem, design.noise?.[seed]);
  tell({
    ...{ seed, budget: design.budget, noisy: design.noise !== undefined },
    mixture: problem.space.blocks.length > 0,
    initial: design.designs[seed]!.map((x) => [x, course.observe(x)]),
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { ask, cpuS } = JSON.parse(line) as Said;
    if (ask) tell(course.observe(ask));
    if (cpuS !== undefined) return { cpuS, best: course.best };
  }
  throw new Error(`${library} ended before its run did: ${complaint}`);
}

class Course {
  /** The true value where the best was observed. */
  best = Infinity;
  private bestObserved = Infinity;
  private count = 0;

  constructor(
    private readonly problem: Problem,
    private readonly noise: readonly number[] | undefined,
  ) {}

  observe(x: readonly number[]): number | null {
    const added = this.noise?.[this.count++] ?? 0;
    const truth = this.problem.evaluate(x);
    if (truth === null) return null;
    if (truth + added < this.bestObserved) [this.bestObserved, this.best] = [truth + added, truth];
    return truth + added;
  }
}
