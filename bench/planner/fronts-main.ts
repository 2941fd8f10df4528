/** Hypervolumes of two objectives against frozen runs of public optimisers: `npx tsx bench/planner/fronts-main.ts --help`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { mean, quantile } from '../statistics.js';
import { frontProblems } from './fronts.js';
import { assertFrontChecks, runFront, type FrontDesign } from './run-front.js';
import { METHODS, readTrace } from './traces.js';
import type { TraceRun } from '../../planner/backtest/result.js';

const HELP = `Usage: npx tsx bench/planner/fronts-main.ts [--problems a,b] [--seeds 20] [--shared DIR] [--out FILE]
  --problems  of ${Object.keys(frontProblems).join(', ')} (default: all)
  --seeds     runs per problem, at most 50 (default 20)
  --shared    folder that holds reference/benchmarks (default: ../shared beside the repository)
  --out       report (default bench/results/fronts.md)`;

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    problems: { type: 'string', default: Object.keys(frontProblems).join(',') },
    seeds: { type: 'string', default: '20' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'fronts.md') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const folder = join(options.shared, 'reference', 'benchmarks');
  const designs = JSON.parse(readFileSync(join(folder, 'designs.json'), 'utf8')) as Record<
    string,
    FrontDesign
  >;
  const lines: string[] = [];
  for (const name of options.problems.split(',')) {
    const own = await ownRuns(name, designs[name]);
    const frozen = METHODS.flatMap((method) => readTrace(join(folder, 'traces'), name, method) ?? []);
    const all = [{ method: 'interphase', runs: own }, ...frozen];
    lines.push(...all.map(({ method, runs }) => row(name, method, runs)));
  }
  const report = toReport(lines);
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  console.log(report);
}

async function ownRuns(name: string, design: FrontDesign | undefined): Promise<TraceRun[]> {
  const problem = frontProblems[name];
  if (!problem || !design) throw new Error(`no problem is called ${name}\n${HELP}`);
  assertFrontChecks(name, problem, design);
  const runs: TraceRun[] = [];
  for (let seed = 0; seed < Math.min(Number(options.seeds), design.designs.length); seed++) {
    const run = await runFront(problem, design, seed);
    console.error(`${name}, seed ${seed}: ${String(run.best.at(-1))}, ${run.cpu_s.toFixed(1)} s`);
    runs.push(run);
  }
  return runs;
}

function row(problem: string, method: string, runs: readonly TraceRun[]): string {
  const finals = runs.map(({ best }) => best.at(-1) ?? 0);
  const [worst, low, middle, high] = [0.1, 0.25, 0.5, 0.75].map((p) => quantile(finals, p).toPrecision(4));
  const cpuS = mean(runs.map((run) => run.cpu_s)).toFixed(1);
  return `| ${problem} | ${method} | ${runs.length} | ${middle!} [${low!}, ${high!}] | ${worst!} | ${cpuS} |`;
}

function toReport(lines: readonly string[]): string {
  return `# Several objectives

${new Date(new SystemClock().now()).toISOString().slice(0, 10)}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    ${['npx tsx bench/planner/fronts-main.ts', ...process.argv.slice(2)].join(' ')}

Hypervolume to the reference point of the frozen designs at the end of the budget; higher is better. Every method starts from the same designs and knows the
reference point; \`interphase\` is this planner with its defaults, one proposal at a time. The other rows are frozen runs on another machine, so CPU times compare
only by order of magnitude.

| problem | method | seeds | hypervolume: median [quartiles] | 10th percentile | CPU s per run, mean |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
