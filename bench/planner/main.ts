/** Compares the planner with frozen runs of public optimisers: `npx tsx bench/planner/main.ts --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Design } from '../../planner/backtest/design.js';
import { METHOD_NAMES, type MethodName } from '../../planner/backtest/methods.js';
import { problems } from '../../planner/backtest/problems.js';
import type { BacktestRun, TraceRun } from '../../planner/backtest/result.js';
import { mean } from '../../planner/backtest/statistics.js';
import { frontProblems } from './fronts.js';
import { POOLS } from './pools.js';
import { problemAndDesign, readDesigns } from './read-designs.js';
import type { FlightRow, PoolRow, Row } from './report.js';
import { toReport } from './report.js';
import { runFlights } from './run-flights.js';
import { assertFrontChecks, runFront, type FrontDesign } from './run-front.js';
import { assertGoal, runPool, type FrozenPool } from './run-pool.js';
import { runProblem } from './run-problem.js';
import { METHODS, readTrace } from './traces.js';

const HELP = `Usage: npx tsx bench/planner/main.ts [--problems a,b] [--fronts a,b] [--pools a,b] [--flights a,b] [--seeds 20] [--shared DIR] [--out FILE] [--json]
  --problems  of ${Object.keys(problems).join(', ')} (default: all)
  --fronts    of two objectives, of ${Object.keys(frontProblems).join(', ')} (default: all; none: '')
  --pools     of ${Object.keys(POOLS).join(', ')} (default: all; none: '')
  --flights   problems with one and with four experiments under way (default hartmann6; none: '')
  --seeds     runs per problem, at most 50 (default 20)
  --shared    folder that holds reference/benchmarks (default: ../shared beside the repository)
  --out       report (default bench/results/planner.md)
  --json      print all runs as JSON instead of the report`;

/** As long as the time of one experiment after the other allows. */
const FLIGHT_BUDGET = 64;

const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    problems: { type: 'string', default: Object.keys(problems).join(',') },
    fronts: { type: 'string', default: Object.keys(frontProblems).join(',') },
    pools: { type: 'string', default: Object.keys(POOLS).join(',') },
    flights: { type: 'string', default: 'hartmann6' },
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
  const designs = readDesigns<Design>(join(folder, 'designs.json'));
  const rows: Row[] = [];
  for (const name of listed(options.problems)) rows.push(...(await problemRows(name, folder, designs)));
  for (const name of listed(options.fronts)) rows.push(...(await frontRows(name, folder)));
  const pools: PoolRow[] = [];
  for (const name of listed(options.pools)) pools.push(...(await poolRows(name, folder)));
  const flights = listed(options.flights).flatMap((name) => flightRows(name, designs));
  const command = ['npx tsx bench/planner/main.ts', ...process.argv.slice(2)].join(' ');
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  mkdirSync(dirname(options.out), { recursive: true });
  const results = { rows, pools, flights };
  const report = toReport(results, { date, command });
  writeFileSync(options.out, report);
  console.log(options.json ? JSON.stringify(results, null, 1) : report);
}

function listed(names: string): string[] {
  return names.split(',').filter((name) => name !== '');
}

/** Random search and Sobol cost nothing: more seeds say more. */
function seedsOf(method: MethodName, available: number): number {
  return Math.min(method === 'interphase' ? Number(options.seeds) : available, available);
}

async function problemRows(
  name: string,
  folder: string,
  designs: Readonly<Record<string, Design>>,
): Promise<Row[]> {
  const { problem, design } = problemAndDesign(name, problems, designs);
  const shared = { problem: name, bestKnown: design.best_known ?? 0, failures: name.startsWith('failure') };
  const rows: Row[] = [];
  for (const method of METHOD_NAMES) {
    const runs: BacktestRun[] = [];
    for (let seed = 0; seed < seedsOf(method, design.designs.length); seed++) {
      runs.push(await runProblem({ name, problem, design }, method, seed));
      if (method === 'interphase')
        console.error(`${name}, seed ${seed}: ${String(runs.at(-1)?.best.at(-1))}`);
    }
    rows.push({ ...shared, method, own: true, runs });
  }
  const traces = METHODS.flatMap((method) => readTrace(join(folder, 'traces'), name, method) ?? []);
  return [...rows, ...traces.map(({ method, runs }) => ({ ...shared, method, own: false, runs }))];
}

async function frontRows(name: string, folder: string): Promise<Row[]> {
  const designs = readDesigns<FrontDesign>(join(folder, 'designs.json'));
  const { problem, design } = problemAndDesign(name, frontProblems, designs);
  assertFrontChecks(name, problem, design);
  const shared = { problem: name, bestKnown: 0, failures: false, isFront: true };
  const runs: TraceRun[] = [];
  for (let seed = 0; seed < seedsOf('interphase', design.designs.length); seed++) {
    runs.push(await runFront(problem, design, seed));
    console.error(`${name}, seed ${seed}: ${String(runs.at(-1)?.best.at(-1))}`);
  }
  const traces = METHODS.flatMap((method) => readTrace(join(folder, 'traces'), name, method) ?? []);
  return [
    { ...shared, method: 'interphase', own: true, runs: runs.map(asLoss) },
    ...traces.map(({ method, runs: frozen }) => ({
      ...{ ...shared, method, own: false },
      runs: frozen.map(asLoss),
    })),
  ];
}

/** Before the first success there is no volume. */
function asLoss(run: TraceRun): TraceRun {
  return { ...run, best: run.best.map((volume) => -(volume ?? 0)) };
}

async function poolRows(name: string, folder: string): Promise<PoolRow[]> {
  const design = readDesigns<FrozenPool>(join(folder, 'pools.json'))[name];
  const pool = POOLS[name]?.(join(options.shared, 'data'));
  if (!pool || !design) throw new Error(`no pool is called ${name}\n${HELP}`);
  assertGoal(name, pool, design);
  const rows: PoolRow[] = [];
  for (const method of METHOD_NAMES) {
    const runs = [];
    for (let seed = 0; seed < seedsOf(method, design.initial.length); seed++) {
      runs.push(await runPool(pool, design, method, seed));
    }
    console.error(`${name}, ${method}: ${runs.map(({ experiments }) => experiments).join(' ')}`);
    const experiments = runs.map((run) => run.experiments);
    rows.push({ pool: name, method, own: true, experiments, cpuS: mean(runs.map(({ cpuS }) => cpuS)) });
  }
  return [
    ...rows,
    { pool: name, method: 'botorch', own: false, experiments: design.botorch },
    { pool: name, method: 'random', own: false, experiments: design.random },
  ];
}

function flightRows(name: string, designs: Readonly<Record<string, Design>>): FlightRow[] {
  const { problem, design } = problemAndDesign(name, problems, designs);
  const seeds = Math.min(Number(options.seeds), design.designs.length);
  return [1, 4].map((inFlight) => {
    const courses = Array.from({ length: seeds }, (_, seed) =>
      runFlights(problem, { ...design, budget: FLIGHT_BUDGET }, seed, inFlight),
    );
    console.error(`${name}, ${inFlight} under way: ${courses.length} runs`);
    return { problem: name, inFlight, bestKnown: design.best_known ?? 0, courses };
  });
}
