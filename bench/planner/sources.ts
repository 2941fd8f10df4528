/** What cheap sources are worth to the planner: `npx tsx bench/planner/sources.ts --help`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { AUGMENTED } from './augmented.js';
import { readPapers, scorePapers } from './papers.js';
import type { Arm, SourcesRun } from './run-sources.js';
import { runSources } from './run-sources.js';
import type { PaperRow, SourcesRow } from './sources-report.js';
import { toSourcesReport } from './sources-report.js';

const HELP = `Usage: npx tsx bench/planner/sources.ts [--problems a,b] [--seeds 16] [--splits 6] [--shared DIR] [--out FILE]
  --problems  of ${Object.keys(AUGMENTED).join(', ')} (default: all; none: '')
  --seeds     runs per problem and arm (default 16)
  --splits    of the conductivities by paper (default 6; skipped where the data are absent)
  --shared    folder that holds data/calisol23 (default: ../shared beside the repository)
  --out       report (default bench/results/planner-sources.md)`;

const ARMS: readonly Arm[] = ['high only', 'one value fewer', 'good source', 'bad source'];
const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    problems: { type: 'string', default: Object.keys(AUGMENTED).join(',') },
    seeds: { type: 'string', default: '16' },
    splits: { type: 'string', default: '6' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'planner-sources.md') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else main();

function main(): void {
  const names = options.problems.split(',').filter((name) => name !== '');
  const rows = names.flatMap((name) => ARMS.map((arm) => rowOf(name, arm)));
  const papers = papersIn(join(options.shared, 'data'));
  const command = ['npx tsx bench/planner/sources.ts', ...process.argv.slice(2)].join(' ');
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const report = toSourcesReport({ rows, papers }, { date, command });
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  console.log(report);
}

function rowOf(name: string, arm: Arm): SourcesRow {
  const problem = AUGMENTED[name];
  if (!problem) throw new Error(`no problem is called ${name}\n${HELP}`);
  const runs: SourcesRun[] = [];
  for (let seed = 0; seed < Number(options.seeds); seed++) {
    const run = runSources(problem, arm, seed);
    console.error(`${name}, ${arm}, seed ${seed}: ${run.regret.toExponential(2)}`);
    runs.push(run);
  }
  return { problem: name, budget: problem.budget, arm, runs };
}

function papersIn(data: string): PaperRow[] {
  if (!existsSync(join(data, 'calisol23')) || Number(options.splits) === 0) return [];
  const rows = readPapers(data);
  return [false, true].map((knowsPapers) => {
    const scores = Array.from({ length: Number(options.splits) }, (_, split) => {
      console.error(`papers, ${knowsPapers ? 'with' : 'without'} biases, split ${split}`);
      return scorePapers(rows, split, knowsPapers);
    });
    return { knowsPapers, scores };
  });
}
