import { cpus, totalmem } from 'node:os';
import type { CampaignConfig } from '../../config/campaign.js';
import { SystemClock } from '../../core/clock.js';
import { signedRank } from '../../planner/backtest/signed-rank.js';
import type { CampaignRun } from '../loop/campaigns.js';
import { mean, quantile } from '../statistics.js';
import { VARIANTS, type Variant } from './variants.js';

type Runs = ReadonlyMap<Variant, readonly CampaignRun[]>;

export function toReport(campaign: CampaignConfig, runs: Runs, worlds: number): string {
  const budget = campaign.budget.experiments;
  const marks = [...new Set([12, 16, 20, budget])].filter((n) => n <= budget);
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  return `# What the parts of the planner are worth

${date}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    npm run bench:ablation -- --seeds ${worlds} --variants ${runs.size}

Campaign "${campaign.name}", ${budget} experiments on the simulated world, ${worlds} worlds (seeds 0 to ${worlds - 1}), the same in each line: same initial design, same hidden chemistry.
The generative model learns anew after every seven results. Value: true capacity retention (%) of the recipe that looked best so far;
median [quartiles]. Area: mean of it over all experiments from the sixth, less that of the first line, with the two-sided p of the
signed-rank test over worlds. Predictions before the experiment: mean squared z-score (1 is calibrated) and share inside the 90 %
interval. The cheap source, where there is one, is the equations of film growth that the simulated lab offers: a hundredth of a cell for
an estimate, 50 at most, beside the budget (\`npm run bench:sources\` has sources that resemble the truth).

| planner | ${marks.map(String).join(' | ')} | area, % | p | failed, mean | z² | c90 |
|---|${marks.map(() => '---|').join('')}---|---|---|---|---|
${[...runs.keys()].map((variant) => line(variant, runs, marks)).join('\n')}
`;
}

function line(variant: Variant, runs: Runs, marks: readonly number[]): string {
  const own = runs.get(variant)!;
  const whole = runs.get(VARIANTS[0])!;
  const differences = own.map((run, k) => areaOf(run) - areaOf(whole[k]!));
  const isWhole = variant === VARIANTS[0];
  const z = own.flatMap(({ zScores }) => zScores);
  const cells = [
    variant,
    ...marks.map((n) => spread(own, n)),
    isWhole ? '' : mean(differences).toFixed(3),
    isWhole ? '' : signedRank(differences).p.toFixed(2),
    mean(own.map(({ failed }) => failed)).toFixed(1),
    mean(z.map((one) => one * one)).toFixed(2),
    mean(z.map((one) => (Math.abs(one) <= 1.645 ? 1 : 0))).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

function areaOf({ best }: CampaignRun): number {
  return mean(best.slice(5).filter((value) => !Number.isNaN(value)));
}

function spread(runs: readonly CampaignRun[], n: number): string {
  const values = runs.map((run) => run.best[n - 1] ?? NaN);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((p) => quantile(values, p).toFixed(3));
  return `${middle ?? ''} [${low ?? ''}, ${high ?? ''}]`;
}
