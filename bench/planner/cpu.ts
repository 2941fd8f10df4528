/** CPU of a whole run beside that of public optimisers on the same machine: `npx tsx bench/planner/cpu.ts --help`. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Design } from '../../planner/backtest/design.js';
import { problems } from '../../planner/backtest/problems.js';
import { mean, quantile } from '../../planner/backtest/statistics.js';
import { LIBRARIES, runPublic, type Library } from './public-optimiser.js';
import { problemAndDesign, readDesigns } from './read-designs.js';
import { runProblem } from './run-problem.js';

/** Levels of categories cost BoTorch and Ax minutes: the frozen runs leave no doubt there. */
const { hartmann6_mixed: _, ...compared } = problems;

const HELP = `Usage: npx tsx bench/planner/cpu.ts [--problems a,b] [--libraries botorch,ax] [--seeds 2] [--python python3] [--shared DIR] [--out FILE]
  --problems   of ${Object.keys(compared).join(', ')} (default: all)
  --libraries  of ${LIBRARIES.join(', ')}, where the Python has them (pip install botorch==0.18.1 ax-platform==1.3.1)
  --seeds      runs per problem, at most 50; ours and theirs take turns (default 2)
  --shared     folder that holds reference/benchmarks (default: ../shared beside the repository)
  --out        report (default bench/results/planner-cpu.md)`;

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    problems: { type: 'string', default: Object.keys(compared).join(',') },
    libraries: { type: 'string', default: LIBRARIES.join(',') },
    seeds: { type: 'string', default: '2' },
    python: { type: 'string', default: 'python3' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'planner-cpu.md') },
    help: { type: 'boolean', default: false },
  },
});

interface Turn {
  readonly cpuS: number;
  readonly regret: number;
}

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const designs = readDesigns<Design>(join(options.shared, 'reference', 'benchmarks', 'designs.json'));
  const libraries = LIBRARIES.filter((library) => options.libraries.split(',').includes(library));
  const lines: string[] = [];
  for (const name of options.problems.split(',')) {
    lines.push(...(await linesOf(name, designs, libraries)));
  }
  const text = reportOf(lines);
  writeFileSync(options.out, text);
  console.log(text);
}

/** Ours and theirs take turns, so that a machine that slows down slows all of them. */
async function linesOf(
  name: string,
  designs: Readonly<Record<string, Design>>,
  libraries: readonly Library[],
): Promise<string[]> {
  const { problem, design } = problemAndDesign(name, compared, designs);
  const bestKnown = design.best_known ?? 0;
  const turns = new Map<string, Turn[]>(['interphase', ...libraries].map((method) => [method, []]));
  for (let seed = 0; seed < Number(options.seeds); seed++) {
    const { cpu_s: cpuS, best } = await runProblem({ name, problem, design }, 'interphase', seed);
    turns.get('interphase')!.push({ cpuS, regret: (best.at(-1) ?? Infinity) - bestKnown });
    for (const library of libraries) {
      const run = await runPublic(options.python, library, { problem, design }, seed);
      turns.get(library)!.push({ cpuS: run.cpuS, regret: run.best - bestKnown });
      console.error(`${name}, seed ${seed}, ${library}: ${run.cpuS.toFixed(1)} s`);
    }
  }
  const ownS = mean(turns.get('interphase')!.map(({ cpuS }) => cpuS));
  return [...turns].map(([method, all]) => {
    const cpuS = mean(all.map((turn) => turn.cpuS));
    const regret = quantile(
      all.map((turn) => turn.regret),
      0.5,
    );
    const share = method === 'interphase' ? '' : `1/${(cpuS / ownS).toFixed(0)}`;
    return `| ${name} | ${method} | ${all.length} | ${regret.toPrecision(2)} | ${cpuS.toFixed(2)} | ${share} |`;
  });
}

function reportOf(lines: readonly string[]): string {
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const command = ['npx tsx bench/planner/cpu.ts', ...process.argv.slice(2)].join(' ');
  return `# CPU of a whole run beside public optimisers

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[1]!.toFixed(1)}, Node.js ${process.version}. Repeat with:

    ${command}

The same initial designs and budgets as in [the comparison](planner.md), all on this machine in turns: BoTorch and Ax in one thread, with the
settings of the frozen runs and without the import of the library; ours in one process, all of its threads counted, those of the garbage collector
and of the compiler, too. Regret is the median at the end; failures are not told to BoTorch and marked as such to Ax.

| problem | method | seeds | regret | CPU s a run | ours of theirs |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
