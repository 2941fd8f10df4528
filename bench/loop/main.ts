/** The planner against random search on the example campaign: `npx tsx bench/loop/main.ts [--seeds 10]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { mean, quantile } from '../statistics.js';
import { byChance, byPlanner, runCampaign, type CampaignRun, type Chooser } from './campaigns.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'loop.md') },
  },
});

const campaign = await loadCampaign(options.campaign);
const worlds = Array.from({ length: Number(options.seeds) }, (_, seed) => String(seed));
const planner = await runAll('planner', byPlanner(campaign));
const chance = await runAll('random', byChance(campaign));
const report = toReport();
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, report);
console.log(report);

async function runAll(name: string, choose: Chooser): Promise<CampaignRun[]> {
  const runs: CampaignRun[] = [];
  for (const world of worlds) {
    const run = await runCampaign(campaign, choose, world, name);
    console.error(`${name}, world ${world}: ${run.best.at(-1)?.toFixed(3) ?? ''} %, ${run.failed} failed`);
    runs.push(run);
  }
  return runs;
}

function toReport(): string {
  const budget = campaign.budget.experiments;
  const marks = [...new Set([6, 9, 12, 16, 20, budget])].filter((n) => n <= budget);
  const finals = planner.map((run) => run.best.at(-1) ?? NaN);
  const wins = planner.filter((run, k) => (run.best.at(-1) ?? NaN) > (chance[k]?.best.at(-1) ?? NaN)).length;
  const reached = chance.filter((run) => (run.best.at(-1) ?? NaN) >= quantile(finals, 0.5)).length;
  const z = planner.flatMap((run) => run.zScores);
  const share = (bound: number): string =>
    ((100 * z.filter((one) => Math.abs(one) <= bound).length) / z.length).toFixed(0);
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  return `# The loop against random search

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    npx tsx bench/loop/main.ts --seeds ${worlds.length}

Campaign "${campaign.name}", ${budget} experiments, ${worlds.length} worlds (seeds 0 to ${worlds.length - 1}: another hidden chemistry and other cells each). Both run in this process on the
simulated world. Value: true capacity retention (%) of the recipe that looked best so far, without measurement error; median [quartiles].

| experiments | planner | random |
|---|---|---|
${marks.map((n) => `| ${n} | ${spread(planner, n)} | ${spread(chance, n)} |`).join('\n')}
| failed, mean | ${mean(planner.map((run) => run.failed)).toFixed(1)} | ${mean(chance.map((run) => run.failed)).toFixed(1)} |

Predictions before the experiment, ${z.length} that succeeded: mean squared z-score ${mean(z.map((one) => one * one)).toFixed(2)} (1 is calibrated),
${share(1.645)} % inside the 90 % interval, ${share(0.674)} % inside the 50 % interval.

The planner ends higher in ${wins} of ${worlds.length} worlds; random search reaches the planner's median within its budget in ${reached} of ${worlds.length}.
`;
}

function spread(runs: readonly CampaignRun[], n: number): string {
  const values = runs.map((run) => run.best[n - 1] ?? NaN);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantile(values, p).toFixed(3));
  return `${middle ?? ''} [${low ?? ''}, ${high ?? ''}]`;
}
