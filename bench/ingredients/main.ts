/** What it is worth to know ingredients by their atoms: `npx tsx bench/ingredients/main.ts --rows 250 --seed 1 --seeds 20`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRng } from '../../core/rng.js';
import { signedRank } from '../../planner/backtest/signed-rank.js';
import { candidatesOf, meanSquaredDistance, scoreWithout, type Score } from './leave-one-out.js';
import { CODES, type Code, type Mixture } from './mixture.js';
import { searchSection } from './search-report.js';
import { anodeFree, conductivity, coulombicEfficiency, searchedIn } from './tables.js';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    least: { type: 'string', default: '3' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'ingredients.md') },
  },
});

const [efficiency, conducting] = [
  coulombicEfficiency(),
  conductivity(Number(options.rows), seededRng(options.seed)),
];
const tables: Readonly<Record<string, readonly Mixture[] | undefined>> = {
  'Coulombic efficiency, -log10(1 - CE)': efficiency,
  'conductivity, log10 mS/cm': conducting,
};
const sections = Object.entries(tables).map(([title, mixtures]) =>
  mixtures === undefined ? `### ${title}\n\nThe table is not there.\n` : section(title, mixtures),
);
const searches = await searchSection(
  {
    'Coulombic efficiency (blend)': searchedIn(efficiency),
    'conductivity (blend)': searchedIn(conducting),
    'anode-free capacity (solvent as a category)': anodeFree(),
  },
  Number(options.seeds),
);
const text = `# Ingredients known by their atoms

The planner's own features: \`names\` is what it has without \`ingredients: atoms\`, square roots of the fractions;
\`names and atoms\` with it: beside them the shares of the kinds of heavy atoms (element, neighbours, multiple bond or none), those of
salts apart, and how many there are; names then count a third.
Bounds of fractions and numbers are those of the whole table. Repeat with:

    npx tsx bench/ingredients/main.ts --rows ${options.rows} --seed ${options.seed} --seeds ${options.seeds}

## Ingredients never seen

Each ingredient in at least ${options.least} mixtures and at most half of all is held out with all of them; a Gaussian process with the
planner's priors learns from the rest. Errors are means over held-out ingredients. Mean squared distance: between two mixtures, per feature.

${sections.join('\n')}
${searches}`;
writeFileSync(options.out, text);
console.log(text);

function section(title: string, mixtures: readonly Mixture[]): string {
  const names = candidatesOf(mixtures, Number(options.least));
  const scores = CODES.map((code) => names.map((name) => scoreWithout(name, mixtures, code)));
  const lines = CODES.map(
    (code, k) =>
      `| ${code} | ${[...figures(scores[k]!), ...against(scores[0]!, scores[k]!)].join(' | ')} | ${spread(mixtures, code)} |`,
  );
  return `### ${title}

${mixtures.length} mixtures, ${names.length} ingredients held out.

| features | RMSE | NLL | RMSE lower than by names | p (signed rank) | NLL lower | p | features | mean squared distance |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

function spread(mixtures: readonly Mixture[], code: Code): string {
  const { features, perFeature } = meanSquaredDistance(mixtures, code);
  return `${features} | ${perFeature.toFixed(4)}`;
}

function figures(scores: readonly Score[]): string[] {
  const average = (pick: (score: Score) => number): number =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return [average(({ rmse }) => rmse).toFixed(3), average(({ nll }) => nll).toFixed(2)];
}

function against(names: readonly Score[], scores: readonly Score[]): string[] {
  if (names === scores) return ['', '', '', ''];
  return (['rmse', 'nll'] as const).flatMap((figure) => {
    const differences = scores.map((score, k) => score[figure] - names[k]![figure]);
    const lower = differences.filter((difference) => difference < 0).length;
    return [`${lower} of ${differences.length}`, signedRank(differences).p.toPrecision(2)];
  });
}
