/** How well each rung of the ladder ranks recipes: `npx tsx bench/ladder/main.ts [--recipes 150] [--worlds 0,1]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { mean, spearman } from '../statistics.js';
import { randomTrial } from './recipes.js';
import { CYCLES, scoresOf, type Scores } from './rungs.js';

const { values: options } = parseArgs({
  options: {
    recipes: { type: 'string', default: '150' },
    worlds: { type: 'string', default: '0' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'ladder.md') },
  },
});

const RUNGS: readonly (readonly [keyof Scores, string, string])[] = [
  ['descriptors', 'L0 descriptors', 'reduction potentials above EC, conductivity'],
  ['filmKinetics', 'L1 film kinetics', '60-cycle fade by the film alone'],
  ['impedance', 'L2 impedance', 'real part at 0.01 Hz after 20 cycles'],
  ['gas', 'L2 gas', 'amount after 20 cycles'],
  ['shortCycling', 'L2b short cycling', 'mean coulombic efficiency of cycles 16 to 20'],
  ['life', 'L3 one noisy cell', `capacity after ${CYCLES} cycles`],
];

const count = Number(options.recipes);
const worlds = options.worlds.split(',');
const startMs = new SystemClock().monotonic();
const columns = worlds.map(correlations);
const report = toReport();
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, report);
console.log(report);

/** Of each rung with the truth, over the recipes whose nominal cell lived. */
function correlations(world: string): { byRung: number[]; dead: number } {
  const rng = seededRng('ladder');
  const all = Array.from({ length: count }, (_, k) => {
    const own = rng.split(String(k));
    return scoresOf(randomTrial(own.split('recipe')), world, own);
  });
  const alive = all.filter(({ truth }) => truth > 0);
  const truth = alive.map((one) => one.truth);
  const byRung = RUNGS.map(([rung]) =>
    spearman(
      alive.map((one) => one[rung]),
      truth,
    ),
  );
  console.error(`world ${world}: ${byRung.map((one) => one.toFixed(2)).join(' ')}`);
  return { byRung, dead: count - alive.length };
}

function toReport(): string {
  const seconds = (new SystemClock().monotonic() - startMs) / 1000;
  const lines = RUNGS.map(([, name, number], row) => {
    const values = columns.map(({ byRung }) => byRung[row]!);
    const cells = [name, number, ...[...values, mean(values)].map((one) => one.toFixed(2))];
    return `| ${cells.join(' | ')} |`;
  });
  return `# The fidelity ladder

${new Date(new SystemClock().now()).toISOString().slice(0, 10)}; Node.js ${process.version}, ${seconds.toFixed(0)} s. Repeat with:

    npx tsx bench/ladder/main.ts --recipes ${count} --worlds ${worlds.join(',')}

Spearman rank correlation with the noise-free capacity after ${CYCLES} cycles (4.3 V, 40 Cel, 1C/1C), ${count} random recipes
(seed \`ladder\`; without those whose cell died: ${columns.map(({ dead }) => dead).join(', ')}), in each world and on average. L2 to L3 are of one and the same cell with
cell-to-cell variation and instrument errors; what is wrong with each rung stands in docs/instruments.md.

| rung | number | ${worlds.map((world) => `world ${world}`).join(' | ')} | mean |
|---|---|${'---|'.repeat(worlds.length + 1)}
${lines.join('\n')}
`;
}
