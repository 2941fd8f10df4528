/** Prints and writes the validation table: `npx tsx bench/physics/main.ts [--quick] [--out FILE]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { Row, Verdict } from './row.js';
import { ROWS } from './rows.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench/results/physics.md' },
  },
});

const chosen = ROWS.filter((row) => !(options.quick && row.slow));
const checked = chosen.map((row, index) => {
  console.error(`${index + 1} of ${chosen.length}: ${row.quantity}`);
  return { row, verdict: row.check() };
});
const report = toReport(checked);
console.log(report);
if (!options.quick) {
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
}
process.exitCode = checked.every(({ verdict }) => verdict.pass) ? 0 : 1;

function toReport(all: readonly { row: Row; verdict: Verdict }[]): string {
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const passed = all.filter(({ verdict }) => verdict.pass).length;
  const lines = all.map(
    ({ row, verdict }) =>
      `| ${row.number} | ${row.quantity} | ${row.reference} | ${verdict.ours} | ${verdict.pass ? 'yes' : '**no**'} |`,
  );
  return `# Validation of the simulated cells

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    npx tsx bench/physics/main.ts

Nominal noise-free cells, but for the scatter of replicates. ${passed} of ${all.length} rows pass.

| # | quantity | reference | ours | pass |
|---|---|---|---|---|
${lines.join('\n')}
`;
}
