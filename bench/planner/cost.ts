/** What one proposal costs as results pile up: `npx tsx bench/planner/cost.ts --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { drawCharts } from '../../agent/cli/chart.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { processMeter } from '../../planner/backtest/meter.js';
import { quantile } from '../../planner/backtest/statistics.js';
import { fromJobError, type Job, type JobAnswer } from '../../planner/job.js';
import type { PlanRequest } from '../../planner/request.js';

const HELP = `Usage: npx tsx bench/planner/cost.ts [--rows 50,100,200,400,1000,2000] [--dimensions 20] [--repeats 3] [--out FOLDER]
  --rows        results that are known before the proposal
  --repeats     proposals of each size, each from other rows
  --out         folder of planner-cost.md and planner-cost.svg (default bench/results)`;

const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '50,100,200,400,1000,2000' },
    dimensions: { type: 'string', default: '20' },
    repeats: { type: 'string', default: '3' },
    out: { type: 'string', default: join(root, 'bench', 'results') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

interface Cost {
  readonly rows: number;
  /** CPU seconds of one proposal. */
  readonly seconds: readonly number[];
  /** What the process holds more than before the thread began, MiB, at most. */
  readonly memoryMiB: number;
}

async function main(): Promise<void> {
  const costs: Cost[] = [];
  for (const rows of options.rows.split(',').map(Number)) {
    costs.push(await costOf(rows));
    console.error(JSON.stringify(costs.at(-1)));
  }
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, 'planner-cost.svg'), plot(costs));
  writeFileSync(join(options.out, 'planner-cost.md'), toReport(costs));
}

/** In a thread of its own for each size, as in the agent, so that memory is that size's alone. */
async function costOf(rows: number): Promise<Cost> {
  const before = processMeter.memoryBytes();
  const worker = new Worker(new URL('../../test/planner/worker-from-source.mjs', import.meta.url));
  const seconds: number[] = [];
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, processMeter.memoryBytes());
  }, 50);
  try {
    // The first proposal compiles the code.
    await ask(worker, requestOf(20, -1));
    for (let repeat = 0; repeat < Number(options.repeats); repeat++) {
      const start = processMeter.cpuS();
      await ask(worker, requestOf(rows, repeat));
      seconds.push(processMeter.cpuS() - start);
    }
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
  return { rows, seconds, memoryMiB: (most - before) / 2 ** 20 };
}

function ask(worker: Worker, request: PlanRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer: JobAnswer<'plan'>) => {
      worker.off('error', reject);
      if ('error' in answer) reject(fromJobError(answer.error));
      else resolve();
    });
    const job: Job<'plan'> = { id: 0, task: 'plan', request };
    worker.postMessage(job);
  });
}

/** Random points of the unit cube, a smooth value of half of the coordinates with 1 % of noise. */
function requestOf(rows: number, seed: number): PlanRequest {
  const rng = seededRng(`cost ${rows} ${seed}`);
  const names = Array.from({ length: Number(options.dimensions) }, (_, k) => `x${k + 1}`);
  const observations = Array.from({ length: rows }, () => {
    const x = names.map(() => rng.uniform());
    const value = x.reduce((sum, u, k) => sum + (k % 2 === 0 ? Math.sin(3 * u + k) : 0), 0.01 * rng.normal());
    return {
      parameters: Object.fromEntries(names.map((name, k) => [name, x[k]!])),
      results: { value: { value } },
    };
  });
  const variables = names.map((name) => ({
    name,
    kind: 'continuous' as const,
    min: 0,
    max: 1,
    scale: 'linear' as const,
  }));
  return {
    space: { blocks: [], variables, constraints: [] },
    objectives: [{ name: 'value', direction: 'minimise' }],
    ...{ observations, failures: [], pending: [], count: 1, seed, n0: 0 },
  };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function plot(costs: readonly Cost[]): string {
  const x = costs.map(({ rows }) => rows);
  const axis = { name: 'results known', log: true };
  return drawCharts([
    {
      title: `one proposal, ${options.dimensions} variables`,
      x: axis,
      y: { name: 'CPU time / s', log: true },
      curves: [{ name: 'median', x, y: costs.map(({ seconds }) => median(seconds)) }],
    },
    {
      title: 'memory of the thread',
      x: axis,
      y: { name: 'memory / MiB' },
      curves: [{ name: 'most', x, y: costs.map(({ memoryMiB }) => memoryMiB) }],
    },
  ]);
}

function toReport(costs: readonly Cost[]): string {
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const least = median(costs[0]!.seconds);
  const lines = costs.map(({ rows, seconds, memoryMiB }) => {
    const ratio = (median(seconds) / least).toPrecision(3);
    return `| ${rows} | ${seconds.length} | ${median(seconds).toPrecision(2)} | ${Math.max(...seconds).toPrecision(2)} | ${ratio} | ${memoryMiB.toFixed(0)} |`;
  });
  return `# What a proposal costs

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.version}. Repeat with:

    ${['npx tsx bench/planner/cost.ts', ...process.argv.slice(2)].join(' ')}

One proposal with so many results known in ${options.dimensions} variables, fit included, in a thread that has planned before; CPU time of all threads, memory
beyond that of the process without the thread. Times compare within this table.

| results | proposals | CPU s, median | CPU s, most | times the first | MiB |
|---|---|---|---|---|---|
${lines.join('\n')}

![CPU time and memory over the results known](planner-cost.svg)
`;
}
