/** What descriptors of ingredients are worth for one never seen: `npx tsx bench/ingredients/main.ts --rows 300 --seed 1`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRng } from '../../core/rng.js';
import { signedRank } from '../../planner/backtest/signed-rank.js';
import { candidatesOf, scoreWithout, type Score } from './leave-one-out.js';
import { CODES, type Mixture } from './mixture.js';
import { conductivity, coulombicEfficiency } from './tables.js';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    least: { type: 'string', default: '3' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'ingredients.md') },
  },
});

const tables: Readonly<Record<string, readonly Mixture[] | undefined>> = {
  'Coulombic efficiency, -log10(1 - CE)': coulombicEfficiency(),
  'conductivity, log10 mS/cm': conductivity(Number(options.rows), seededRng(options.seed)),
};
const sections = Object.entries(tables).map(([title, mixtures]) =>
  mixtures === undefined ? `## ${title}\n\nThe table is not there.\n` : section(title, mixtures),
);
const text = `# Ingredients never seen

Each ingredient in at least ${options.least} mixtures and at most half of all is held out with all of them; a Gaussian process with the
planner's priors learns from the rest. \`names\`: square roots of the fractions; \`atoms\`: shares of the elements among the heavy
atoms of solvents and of salts. Errors are means over held-out ingredients. Repeat with:

    npx tsx bench/ingredients/main.ts --rows ${options.rows} --seed ${options.seed}

${sections.join('\n')}`;
writeFileSync(options.out, text);
console.log(text);

function section(title: string, mixtures: readonly Mixture[]): string {
  const names = candidatesOf(mixtures, Number(options.least));
  const scores = CODES.map((code) => names.map((name) => scoreWithout(name, mixtures, code)));
  const lines = CODES.map(
    (code, k) => `| ${code} | ${[...figures(scores[k]!), ...against(scores[0]!, scores[k]!)].join(' | ')} |`,
  );
  return `## ${title}

${mixtures.length} mixtures, ${names.length} ingredients held out.

| features | RMSE | NLL | RMSE lower than by names | p (signed rank) | NLL lower | p |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
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
