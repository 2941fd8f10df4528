/**
 * What an analysis costs: `npx tsx bench/analysis/main.ts`; in seconds with
 * `--samples 1000000 --seconds 600 --rows 100000`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Took } from './task.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    samples: { type: 'string', default: '10000000' },
    seconds: { type: 'string', default: '3600' },
    rows: { type: 'string', default: '1000000' },
    out: { type: 'string', default: join(root, 'bench', 'results', 'analysis.md') },
  },
});

/** Each in a process of its own. */
function measured(name: string, size: string): Took {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const task = join(import.meta.dirname, 'task.ts');
  return JSON.parse(execFileSync(process.execPath, [tsx, task, name, size], { encoding: 'utf8' })) as Took;
}

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atMost?: number;
}

function line({ what, value, unit, atMost }: Row): string {
  const [target, met] = atMost === undefined ? ['', ''] : [`<= ${atMost}`, value <= atMost ? 'yes' : 'no'];
  return `| ${what} | ${value.toPrecision(3)} ${unit} | ${target} | ${met} |`;
}

const samples = measured('samples', options.samples);
const channels = measured('channels', options.seconds);
const file = measured('file', options.rows);
const rows: Row[] = [
  { what: `${options.samples} samples of one cell: time`, value: samples.wallS, unit: 's', atMost: 3 },
  { what: 'the same: processor', value: samples.cpuS, unit: 's' },
  {
    what: 'the same: memory of the process (resident set), peak',
    value: samples.peakMB,
    unit: 'MB',
    atMost: 300,
  },
  {
    what: `64 channels, a row a second for ${options.seconds} s: processor, of one core`,
    value: (100 * channels.cpuS) / Number(options.seconds),
    unit: '%',
    atMost: 3,
  },
  { what: `a file of ${options.rows} rows: time`, value: file.wallS, unit: 's' },
  { what: 'the same: processor', value: file.cpuS, unit: 's' },
  { what: 'the same: memory of the process (resident set), peak', value: file.peakMB, unit: 'MB' },
];
const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
const command = ['npx tsx bench/analysis/main.ts', ...process.argv.slice(2)].join(' ');
const report = `# What an analysis costs

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version};
load average ${loadavg()[1]!.toFixed(1)} over the last five minutes, other programs included. Repeat with:

    ${command}

Samples come in pieces of 100 000 rows, the file as a BDF CSV of six columns, read twice. Each line is a process of its own;
making the samples and writing the file are not timed, but count in the peak of memory. Seed \`bench\`.

| what | measured | target | met |
|---|---|---|---|
${rows.map(line).join('\n')}
`;
writeFileSync(options.out, report);
console.log(report);
