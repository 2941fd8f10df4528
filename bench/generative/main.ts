import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { DATASETS } from './datasets/all.js';
import type { Results } from './report.js';
import { FOLDS, toReport, toTimes } from './report.js';
import { writeSection } from './sections.js';
import type { Split } from './split.js';
import { runSplit } from './split.js';
import type { Timing } from './timing.js';
import { timeBackend } from './timing.js';

const HELP = `npm run bench:generative -- [options]
  --datasets  some of ${Object.keys(DATASETS).join(', ')} (default: all; none: '')
  --splits    splits of each, each in a process of its own (default 1)
  --backend   for the data sets: auto, tfjs-node, tfjs-wasm or tfjs-cpu (default auto)
  --time      backends whose training is timed (default tfjs-wasm; none: '')
  --shared    folder that holds data/ (default: ../shared beside the repository)
  --out       report (default bench/results/generative.md)`;

const root = join(import.meta.dirname, '..', '..');

const { values: options } = parseArgs({
  options: {
    datasets: { type: 'string', default: Object.keys(DATASETS).join(',') },
    splits: { type: 'string', default: '1' },
    backend: { type: 'string', default: 'auto' },
    time: { type: 'string', default: 'tfjs-wasm' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'generative.md') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(HELP);
else if (!existsSync(join(options.shared, 'data')))
  console.log(
    `There is no ${join(options.shared, 'data')}: nothing to measure. Name the folder with --shared.`,
  );
else await main();

async function main(): Promise<void> {
  const timings: Timing[] = [];
  for (const backend of options.time.split(',').filter((name) => name !== '')) {
    timings.push(await timeBackend(backend as Backend));
    console.error(JSON.stringify(timings.at(-1)));
  }
  const data = join(options.shared, 'data');
  const count = Number(options.splits);
  const datasets: Results['datasets'][number][] = [];
  let engine = '';
  for (const name of options.datasets.split(',').filter((one) => one !== '')) {
    const splits = await splitsOf(name, data, count);
    const dataset = DATASETS[name]!(data);
    const predictions = dataset.inputs.map((_, k) => splits.flatMap((split) => split.predictions[k]!));
    datasets.push({ dataset, predictions });
    engine = splits[0]!.engine;
  }
  write({ datasets, splits: count, timings, engine });
}

/** One after the other: each trains on all cores. */
async function splitsOf(name: string, data: string, count: number): Promise<Split[]> {
  const splits: Split[] = [];
  for (let split = 0; split < count; split++)
    splits.push(await runSplit({ name, data, split, folds: FOLDS, backend: options.backend }));
  return splits;
}

function write(results: Results): void {
  if (results.datasets.length > 0) writeSection(options.out, 'Groups left out', toReport(results));
  if (results.timings.length > 0) writeSection(options.out, 'Time and memory', toTimes(results.timings));
}
