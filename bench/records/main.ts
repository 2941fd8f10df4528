/**
 * What the record costs: `npx tsx bench/records/main.ts`; in a minute with
 * `--experiments 2000 --samples 2000000 --seconds 10 --held 20000 --appends 200 --batches 20 --rows 5000`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { measure } from './measure.js';
import { toReport } from './report.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    experiments: { type: 'string', default: '100000' },
    samples: { type: 'string', default: '100000000' },
    channels: { type: 'string', default: '512' },
    seconds: { type: 'string', default: '60' },
    held: { type: 'string', default: '604800' },
    appends: { type: 'string', default: '1000' },
    batches: { type: 'string', default: '100' },
    rows: { type: 'string', default: '50000' },
    out: { type: 'string', default: join(root, 'bench', 'results', 'records.md') },
  },
});

const clock = new SystemClock();
const plan = {
  experiments: Number(options.experiments),
  samples: Number(options.samples),
  channels: Number(options.channels),
  seconds: Number(options.seconds),
  heldRows: Number(options.held),
  appends: Number(options.appends),
  batches: Number(options.batches),
  rows: Number(options.rows),
};
const measured = await measure(plan, clock, (what) => {
  console.error(what);
});
const command = ['npx tsx bench/records/main.ts', ...process.argv.slice(2)].join(' ');
const date = new Date(clock.now()).toISOString().slice(0, 10);
const report = toReport(measured, { date, command });
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, report);
console.log(report);
