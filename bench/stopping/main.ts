/** Early stopping on simulated cells: lab time saved against cells wrongly ended: `npx tsx bench/stopping/main.ts [--worlds 10]`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { randomCourses } from './courses.js';
import { coverageAt, replay, type Tally } from './replay.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    worlds: { type: 'string', default: '10' },
    cells: { type: 'string', default: '24' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'stopping.md') },
  },
});
const LEVELS = [0.01, 0.05, 0.2];
const AGES = [10, 20, 30, 45, 60, 90];
const KNOWN = [5, 15];

const campaign = await loadCampaign(options.campaign);
const sequences = Array.from({ length: Number(options.worlds) }, (_, world) => {
  console.error(`world ${world}`);
  return randomCourses(campaign, Number(options.cells), `stopping/${world}`);
});
const report = `# Cells ended early

Repeat with \`npx tsx bench/stopping/main.ts --worlds ${options.worlds} --cells ${options.cells}\`: campaign "${campaign.name}", random recipes that do not fail, ${options.worlds} worlds
(seeds \`stopping/0\` and on: another hidden chemistry, other cells and channels each), ${options.cells} cells one after the other, each looked at after every cycle.

| below a chance of | cells ended early | cycles saved | ended, would have been the best so far | cells that became the best so far |
|---|---|---|---|---|
${LEVELS.map(row).join('\n')}

Forecasts of the retention at the end, from the cells before: share of ends inside the stated intervals, error of the median and stated deviation in %.
Intervals that hold more than they say are too wide: such cells are ended later than they might be, not wrongly.

| after cycles | earlier cells | forecasts | inside 50 % | inside 90 % | error | stated |
|---|---|---|---|---|---|---|
${AGES.flatMap((age) => KNOWN.map((known) => line(age, known))).join('\n')}
`;
writeFileSync(options.out, report);
console.log(report);

function row(level: number): string {
  const all = sequences.map((courses) => replay(courses, level));
  const sum = (of: keyof Tally): number => all.reduce((total, tally) => total + tally[of], 0);
  const saved = 1 - sum('agedCycles') / sum('allCycles');
  return `| ${level} | ${sum('ended')} of ${sum('cells')} | ${(100 * saved).toFixed(0)} % | ${sum('wrongly')} | ${sum('improvements')} |`;
}

function line(age: number, known: number): string {
  const { forecasts, in50, in90, rmse, sd } = coverageAt(sequences, age, known);
  const shares = [in50, in90].map((share) => `${(100 * share).toFixed(0)} %`);
  return `| ${age} | ${known} | ${forecasts} | ${shares.join(' | ')} | ${rmse.toFixed(2)} | ${sd.toFixed(2)} |`;
}
