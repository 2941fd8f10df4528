import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Backend, Engine } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import type { Inputs, Predicted } from './cross-validate.js';
import { foldsOf, INPUTS, predictFold } from './cross-validate.js';
import type { Cells } from './cui.js';
import { readCells } from './cui.js';
import { toReport } from './report.js';
import type { Timing } from './timing.js';
import { timeBackend } from './timing.js';

const HELP = `npm run bench:generative -- [options]
  --repeats  splits of the cells (default 3)
  --backend  for the cells: auto, tfjs-node, tfjs-wasm or tfjs-cpu (default auto)
  --time     backends whose training is timed (default tfjs-wasm; none: '')
  --shared   folder that holds data/cui2024_formation (default: ../shared beside the repository)
  --out      report (default bench/results/generative.md)`;

const FOLDS = 10;
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
// Threads of the native library keep the process alive.
process.exit(0);

async function main(): Promise<void> {
  const clock = new SystemClock();
  const timings: Timing[] = [];
  for (const backend of options.time.split(',').filter((name) => name !== '')) {
    timings.push(await timeBackend(backend as Backend));
    console.error(JSON.stringify(timings.at(-1)));
  }
  const cells = readCells(join(options.shared, 'data'));
  const engine = await openEngine({ backend: options.backend as Backend | 'auto', clock });
  const repeats = Number(options.repeats);
  const predictions = await crossValidate(engine, cells, repeats);
  const command = ['npm run bench:generative --', ...process.argv.slice(2)].join(' ');
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  const description = `${engine.backend} (TensorFlow.js ${engine.version})`;
  const results = { cells, predictions, folds: FOLDS, repeats, timings, engine: description };
  const report = toReport(results, { date, command });
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  console.log(report);
}

async function crossValidate(
  engine: Engine,
  cells: Cells,
  repeats: number,
): Promise<Record<Inputs, Predicted[]>> {
  const all: Record<Inputs, Predicted[]> = { recipe: [], 'recipe + formation': [] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [fold, held] of foldsOf(cells, FOLDS, `repeat ${repeat}`).entries()) {
      const predicted = await predictFold(engine, cells, held, `${repeat}/${fold}`, {});
      for (const inputs of INPUTS) all[inputs].push(...predicted[inputs]);
      console.error(`split ${repeat}, fold ${fold}`);
    }
  }
  return all;
}
