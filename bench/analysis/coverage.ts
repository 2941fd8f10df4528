/** Stated uncertainties against known truth: `npx tsx bench/analysis/coverage.ts`; in half a minute with `--cells 50`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { FIGURE_UNITS } from '../../agent/analysis/figure.js';
import { coverageOf, type Coverage } from './coverage-report.js';
import { coverageTrial } from './coverage-trial.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    cells: { type: 'string', default: '500' },
    seed: { type: 'string', default: 'coverage' },
    out: { type: 'string', default: join(root, 'bench', 'results', 'analysis-coverage.md') },
  },
});
const cells = Number(options.cells);
const trials = Array.from({ length: cells }, (_, k) => coverageTrial(`${options.seed}/${k}`)).flat();
const clock = new SystemClock();
const command = ['npx tsx bench/analysis/coverage.ts', ...process.argv.slice(2)].join(' ');
const report = `# Do the uncertainties of the figures hold?

${new Date(clock.now()).toISOString().slice(0, 10)}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load average ${loadavg()[1]!.toFixed(1)}; N = ${cells} simulated cells, seed
\`${options.seed}\`. Repeat with \`${command}\`.

Each cell has a drawn recipe (rates, temperatures, additive), a drawn variation, a tester channel and a chamber with drawn
errors that drift, noise, resolution and lost rows; two formation and thirteen ageing cycles. The truth of a figure is the
same figure of the rows without errors.

| figure | unit | cells | within the 95 % interval | target | met | error over stated sd, rms | largest | mean stated sd |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${coverageOf(trials).map(line).join('\n')}
`;
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, report);
console.log(report);

function line({ figure, count, inside, rms, largest, meanSd }: Coverage): string {
  const met = inside >= 0.9 && inside <= 0.99 ? 'yes' : 'no';
  const numbers = [rms.toFixed(2), largest.toFixed(2), meanSd.toPrecision(3)].join(' | ');
  return `| ${figure} | ${FIGURE_UNITS[figure]} | ${count} | ${(100 * inside).toFixed(1)} % | 90 to 99 % | ${met} | ${numbers} |`;
}
