/** Draws the pictures of docs/physics.md from the simulator itself: `npx tsx bench/physics/plots/main.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCharts } from '../../../agent/cli/chart.js';
import { ageingCharts } from './ageing.js';
import { firstChargeCharts } from './first-charge.js';
import { resistanceCharts } from './resistance.js';

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'physics');
mkdirSync(folder, { recursive: true });
const PICTURES = {
  'first-charge': firstChargeCharts,
  ageing: ageingCharts,
  resistance: resistanceCharts,
};

for (const [name, charts] of Object.entries(PICTURES)) {
  writeFileSync(join(folder, `${name}.svg`), `${drawCharts(charts())}\n`);
  console.error(`wrote docs/physics/${name}.svg`);
}
