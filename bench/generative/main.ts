import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import type { Inputs, Predicted } from './cross-validate.js';
import { readCells } from './cui.js';
import { toReport } from './report.js';
import { FOLDS, runSplit } from './split.js';
import type { Timing } from './timing.js';
import { timeBackend } from './timing.js';

const HELP = `npm run bench:generative -- [options]
  --repeats  splits of the cells, each in a process of its own, all at once (default 3)
  --backend  for the cells: auto, tfjs-node, tfjs-wasm or tfjs-cpu (default auto)
  --time     backends whose training is timed (default tfjs-wasm; none: '')
  --shared   folder that holds data/cui2024_formation (default: ../shared beside the repository)
  --out      report (default bench/results/generative.md)`;

const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    repeats: { type: 'string', default: '3' },
    backend: { type: 'string', default: 'auto' },
    time: { type: 'string', default: 'tfjs-wasm' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'generative.md') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const timings: Timing[] = [];
  for (const backend of options.time.split(',').filter((name) => name !== '')) {
    timings.push(await timeBackend(backend as Backend));
    console.error(JSON.stringify(timings.at(-1)));
  }
  const data = join(options.shared, 'data');
  const repeats = Number(options.repeats);
  const splits = await Promise.all(
    Array.from({ length: repeats }, (_, split) => runSplit(data, split, options.backend)),
  );
  const all = (inputs: Inputs): Predicted[] => splits.flatMap(({ predictions }) => predictions[inputs]);
  const predictions = { recipe: all('recipe'), 'recipe + formation': all('recipe + formation') };
  const given = process.argv.slice(2);
  const extra = given.length > 0 ? ['--', ...given] : [];
  const command = ['npm run bench:generative', ...extra].join(' ');
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const run = { folds: FOLDS, repeats, timings, engine: splits[0]!.engine };
  const report = toReport({ cells: readCells(data), predictions, ...run }, { date, command });
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  console.log(report);
}
