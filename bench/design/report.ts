import { cpus, loadavg } from 'node:os';
import { SystemClock } from '../../core/clock.js';
import { mean } from '../statistics.js';
import type { DesignRun } from './run.js';

export interface Setting {
  readonly campaign: string;
  readonly experiments: number;
  readonly designs: number;
  readonly reference: number;
  /** Of ageing, for each cell. */
  readonly cycles: number;
}

export function toReport(runs: readonly DesignRun[], setting: Setting): string {
  const worlds = new Set(runs.map(({ world }) => world)).size;
  const { campaign, experiments, designs, reference, cycles } = setting;
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  return `# Inverse design on the simulated world

${date}; ${cpus().length} cores, load ${loadavg()[1]!.toFixed(1)}, Node.js ${process.version}. Repeat with:

    npm run bench:design -- --worlds ${worlds} --experiments ${experiments} --designs ${designs} --reference ${reference} --cycles ${cycles}

The space of the campaign "${campaign}", ${cycles} cycles of ageing; ${worlds} worlds (seeds 0 to ${worlds - 1}: another hidden chemistry and other cells each).
Known are ${experiments} recipes, each built and measured once with the scatter of cells and instruments: drawn by chance, or chosen by the planner in
a campaign for a long life. The target is what one in forty of ${reference} other recipes by chance reaches; ${designs} designs for it are built
and measured once each. A target of performance (capacity_retention, %) and one of the film (fluorine_fraction, %). Skill: what the
model knows of recipes held out, 0 nothing, 1 all (CRPS against the results' own scatter); lift: share that met the target over the
share by chance. Foretold is the mean probability of the designs. The first band is that of independent chances (binomial, 95 %); but
designs for one target lie near one another, and what is not known of that place is the same for all of them. The second band is that
of joint draws of the models, which the answer tells too. A star: no known recipe met the target, which the answer says.

| known by | target | runs | foretold | met | inside the first band | inside the second | least lift |
|---|---|---|---|---|---|---|---|
${summary(runs)}

| world | known by | target | skill | in the space | made | met the target | foretold | if independent | together | by chance | lift |
|---|---|---|---|---|---|---|---|---|---|---|---|
${runs.map(row).join('\n')}
`;
}

function summary(runs: readonly DesignRun[]): string {
  const kinds = [...new Set(runs.map(({ knownBy, quantity }) => `${knownBy} | ${quantity}`))];
  const lines = kinds.map((kind) => {
    const own = runs.filter(({ knownBy, quantity }) => kind === `${knownBy} | ${quantity}`);
    const inside = (bandOf: (run: DesignRun) => readonly [number, number]): string =>
      `${own.filter((run) => isInside(run.met / run.designs, bandOf(run))).length} of ${own.length}`;
    return `| ${[
      kind,
      own.length,
      percent(mean(own.map(({ foretold }) => foretold))),
      percent(mean(own.map(({ met, designs }) => met / designs))),
      inside(({ band }) => band),
      inside(({ jointBand }) => jointBand),
      Math.min(...own.map(liftOf)).toFixed(1),
    ].join(' | ')} |`;
  });
  return lines.join('\n');
}

function isInside(share: number, [low, high]: readonly [number, number]): boolean {
  return share >= low && share <= high;
}

function liftOf({ met, designs, metByChance, byChance }: DesignRun): number {
  return met / designs / (metByChance / byChance);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function row(run: DesignRun): string {
  const { world, knownBy, quantity, least, designs, valid, made, met, foretold, band, jointBand } = run;
  const { skill, metByChance, byChance, beyond } = run;
  return `| ${[
    world,
    knownBy,
    `${quantity} >= ${least} %${beyond ? ' *' : ''}`,
    skill?.toFixed(2) ?? '-',
    `${valid} of ${designs}`,
    made,
    `${met} (${percent(met / designs)})`,
    percent(foretold),
    ...[band, jointBand].map(([low, high]) => `${percent(low)} to ${percent(high)}`),
    `${metByChance} of ${byChance}`,
    liftOf(run).toFixed(1),
  ].join(' | ')} |`;
}
