import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../../core/clock.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import { train } from '../../planner/generative/train.js';
import { madeUpRows, SCHEMA } from './rows.js';

export interface Timing {
  readonly backend: Backend;
  readonly stepMs: number;
  readonly cold: Took;
  readonly warm: Took;
  /** Of the whole process, compiler of the sources included. */
  readonly peakMiB: number;
}

interface Took {
  readonly steps: number;
  readonly wallS: number;
  readonly cpuS: number;
}

const LABELLED = 200;
const UNLABELLED = 2000;

/** Times one backend in a process of its own. */
export function timeBackend(backend: Backend): Promise<Timing> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--time', backend]);
    child.once('message', (timing) => {
      resolve(timing as Timing);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`timing ${backend} ended with code ${String(code)} before it answered`));
    });
  });
}

async function time(backend: Backend): Promise<Timing> {
  const clock = new SystemClock();
  const engine = await openEngine({ backend, clock });
  const rows = madeUpRows(LABELLED + UNLABELLED, LABELLED, 'timing');
  const cold = await took(() => train(engine, SCHEMA, rows, { seed: 'cold', clock }));
  const more = madeUpRows(LABELLED + UNLABELLED + 4, LABELLED + 4, 'timing');
  const warmStart = cold.result.model;
  const warm = await took(() => train(engine, SCHEMA, more, { seed: 'warm', clock, warmStart }));
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  return { backend, stepMs: engine.stepMs, cold: cold.times, warm: warm.times, peakMiB };
}

async function took<T extends { steps: number }>(
  work: () => Promise<T>,
): Promise<{ result: T; times: Took }> {
  const clock = new SystemClock();
  const [startMs, start] = [clock.monotonic(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  const wallS = (clock.monotonic() - startMs) / 1000;
  return { result, times: { steps: result.steps, wallS, cpuS: (user + system) / 1e6 } };
}

if (process.argv[2] === '--time')
  process.send?.(await time(process.argv[3] as Backend), () => process.exit(0));
