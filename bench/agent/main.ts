/** What the agent costs its host while it plans over a long history: `npx tsx bench/agent/main.ts [--history 250]`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { writeHistory } from './history.js';
import { Product } from './product.js';
import { toReport } from './report.js';
import { watch, type Watched } from './watch.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    history: { type: 'string', default: '250' },
    experiments: { type: 'string', default: '12' },
    starts: { type: 'string', default: '3' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'agent.md') },
  },
});

const clock = new SystemClock();
const history = Number(options.history);
const more = Number(options.experiments);
const data = mkdtempSync(join(tmpdir(), 'interphase-bench-'));
try {
  await writeHistory(data, await loadCampaign(options.campaign), history);
  console.error(`${history} experiments are in the record; running ${more} more`);
  const { watched, startS } = await runOn(more);
  console.error('starting again');
  const againS = await startAgain(Number(options.starts));
  const command = ['npx tsx bench/agent/main.ts', ...process.argv.slice(2)].join(' ');
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  const report = toReport({ ...watched, history, more, startS, againS }, { date, command });
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  console.log(report);
} finally {
  rmSync(data, { recursive: true, force: true });
}

function start(experiments: number): Promise<Product> {
  const run = ['--data', data, '--campaign', options.campaign, '--experiments', String(experiments)];
  return Product.start(run, clock);
}

async function runOn(experiments: number): Promise<{ watched: Watched; startS: number }> {
  const product = await start(history + experiments);
  const watched = await watch(product, clock);
  if (product.exitCode !== 0) throw new Error(`the run ended with ${product.exitCode ?? 'a signal'}`);
  return { watched, startS: product.startS };
}

/** Starts on a record and a lab that are there already, as after a restart of the host; the worst matters. */
async function startAgain(times: number): Promise<number[]> {
  const durations: number[] = [];
  for (let time = 0; time < times; time++) {
    const product = await start(history + more + 1);
    durations.push(product.startS);
    await product.stop();
  }
  return durations;
}
