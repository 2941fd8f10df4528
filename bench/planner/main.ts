/** Compares the planner with frozen runs of public optimisers: `npx tsx bench/planner/main.ts --help`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Design } from './designs.js';
import { assertChecks, readDesigns } from './designs.js';
import type { Problem } from './problems.js';
import { problems } from './problems.js';
import { POOLS } from './pools.js';
import type { PoolRow, Row } from './report.js';
import { toPoolTable, toReport, toTable } from './report.js';
import { runPool, type PoolDesign } from './run-pool.js';
import { mean } from '../statistics.js';
import type { Run } from './run.js';
import { runProblem } from './run.js';
import { METHODS, readTrace } from './traces.js';

const HELP = `Usage: npx tsx bench/planner/main.ts [--problems a,b] [--pools a,b] [--seeds 20] [--shared DIR] [--out FILE] [--json]
  --problems  of ${Object.keys(problems).join(', ')} (default: all)
  --pools     of ${Object.keys(POOLS).join(', ')} (default: all; none: '')
  --seeds     runs per problem, at most 50 (default 20)
  --shared    folder that holds reference/benchmarks (default: ../shared beside the repository)
  --out       report (default bench/results/planner.md)
  --json      print all runs as JSON instead of the table`;

const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    problems: { type: 'string', default: Object.keys(problems).join(',') },
    pools: { type: 'string', default: Object.keys(POOLS).join(',') },
    seeds: { type: 'string', default: '20' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'planner.md') },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const folder = join(options.shared, 'reference', 'benchmarks');
  const designs = readDesigns(join(folder, 'designs.json'));
  const rows: Row[] = [];
  for (const name of listed(options.problems)) {
    const problem = problems[name];
    const design = designs[name];
    if (!problem || !design) throw new Error(`no problem is called ${name}\n${HELP}`);
    assertChecks(name, problem, design);
    const shared = { problem: name, bestKnown: design.best_known, failures: name.startsWith('failure') };
    rows.push({ ...shared, method: 'interphase', runs: await ownRuns(name, problem, design) });
    const traces = METHODS.flatMap((method) => readTrace(join(folder, 'traces'), name, method) ?? []);
    rows.push(...traces.map((trace) => ({ ...shared, ...trace })));
  }
  const pools = listed(options.pools).flatMap((name) => poolRows(name, folder));
  const command = ['npx tsx bench/planner/main.ts', ...process.argv.slice(2)].join(' ');
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, toReport(rows, pools, { date, command }));
  console.log(
    options.json ? JSON.stringify({ rows, pools }, null, 1) : `${toTable(rows)}\n\n${toPoolTable(pools)}`,
  );
}

function listed(names: string): string[] {
  return names.split(',').filter((name) => name !== '');
}

function poolRows(name: string, folder: string): PoolRow[] {
  const designs = JSON.parse(readFileSync(join(folder, 'pools.json'), 'utf8')) as Record<string, PoolDesign>;
  const design = designs[name];
  const pool = POOLS[name]?.(join(options.shared, 'data'));
  if (!pool || !design) throw new Error(`no pool is called ${name}\n${HELP}`);
  const runs = Array.from({ length: Math.min(Number(options.seeds), design.initial.length) }, (_, seed) => {
    const run = runPool(pool, design, seed);
    console.error(`${name}, seed ${seed}: ${run.experiments}`);
    return run;
  });
  return [
    {
      ...{ pool: name, method: 'interphase', cpuS: mean(runs.map(({ cpuS }) => cpuS)) },
      experiments: runs.map(({ experiments }) => experiments),
    },
    { pool: name, method: 'botorch', experiments: design.botorch },
    { pool: name, method: 'random', experiments: design.random },
  ];
}

async function ownRuns(name: string, problem: Problem, design: Design): Promise<Run[]> {
  const runs: Run[] = [];
  for (let seed = 0; seed < Math.min(Number(options.seeds), design.designs.length); seed++) {
    runs.push(await runProblem(problem, design, seed));
    console.error(`${name}, seed ${seed}: ${String(runs.at(-1)?.best.at(-1))}`);
  }
  return runs;
}
