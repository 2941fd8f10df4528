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
  return `# Inverse design on the simulated world

Repeat with:

    npm run bench:design -- --worlds ${worlds} --experiments ${experiments} --designs ${designs} --reference ${reference} --cycles ${cycles}

The space of the campaign "${campaign}", ${cycles} cycles of ageing; ${worlds} worlds (seeds 0 to ${worlds - 1}: another hidden chemistry and other cells each).
Known are ${experiments} recipes drawn by chance, each built and measured once with the scatter of cells and instruments. The target is
what one in forty of ${reference} other recipes by chance reaches; ${designs} designs for it are built and measured once each. A target of
performance (capacity_retention, %) and one of the film (fluorine_fraction, %). Skill: what the model knows of recipes held out, 0 nothing, 1
all (CRPS against the results' own scatter); lift: share that met the target over the share by chance.

| world | target | skill | in the space | made | met the target | foretold [95 % of chance] | by chance | lift |
|---|---|---|---|---|---|---|---|---|
${runs.map(row).join('\n')}
`;
}

function row(run: DesignRun): string {
  const { world, quantity, least, designs, valid, made, met, foretold, band, skill } = run;
  const { metByChance, byChance } = run;
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const lift = met / designs / (metByChance / byChance);
  return `| ${[
    world,
    `${quantity} >= ${least} %`,
    skill?.toFixed(2) ?? '-',
    `${valid} of ${designs}`,
    made,
    `${met} (${percent(met / designs)})`,
    `${percent(foretold)} [${percent(band[0])}, ${percent(band[1])}]`,
    `${metByChance} of ${byChance}`,
    lift.toFixed(1),
  ].join(' | ')} |`;
}
