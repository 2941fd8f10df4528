/** Cycle life of pouch cells by protocols left out, per cycle: `npx tsx bench/generative/formation.ts [--splits 3]`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mixture } from '../../planner/experts/mixture.js';
import type { Predicted } from './cross-validate.js';
import { EXPERTS } from './cross-validate.js';
import { cui } from './datasets/cui.js';
import { scoresOf } from './scores.js';
import { writeSection } from './sections.js';
import { runSplit } from './split.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    splits: { type: 'string', default: '3' },
    folds: { type: 'string', default: '10' },
    backend: { type: 'string', default: 'auto' },
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'generative.md') },
  },
});

const data = join(options.shared, 'data');
const { scale, inputs, table } = cui(data);
const predictions: Predicted[][] = inputs.map(() => []);
const folds = Number(options.folds);
let engine = '';
for (let split = 0; split < Number(options.splits); split++) {
  const done = await runSplit({ name: 'cui2024', data, split, folds, backend: options.backend });
  done.predictions.forEach((own, k) => predictions[k]!.push(...own));
  engine = done.engine;
  // After each split: a bench that is stopped leaves what it has.
  writeSection(options.out, 'Formation protocols left out', toText(split + 1));
}

function toText(splits: number): string {
  return `${engine}. Cycle life of ${table.rowCount} pouch cells (Cui et al., Joule 2024), protocols left out whole, ${folds} folds x ${splits} splits. The models
learn and foretell the logarithm of the life; here is the density per cycle and the error of the mean life in cycles.

| inputs | model | RMSE, cycles | NLL per cycle | c90 |
|---|---|---|---|---|
${inputs.flatMap((given, k) => EXPERTS.map((expert) => line(given, expert, predictions[k]!))).join('\n')}`;
}

function line(
  given: readonly string[],
  expert: (typeof EXPERTS)[number],
  predicted: readonly Predicted[],
): string {
  const all = predicted.map(({ truth, by }) => ({ truth, mixture: by[expert] }));
  const { nll, c90 } = scoresOf(all);
  // ln L = mean + sd y, so -ln p(L) = -ln p(y) + ln sd + ln L.
  const perCycle = nll + Math.log(scale.sd) + average(all.map(({ truth }) => scale.mean + scale.sd * truth));
  const squares = all.map(({ truth, mixture }) => (meanLife(mixture) - lifeAt(truth)) ** 2);
  const figures = [Math.sqrt(average(squares)).toFixed(1), perCycle.toFixed(3), c90.toFixed(3)];
  return `| ${[given.join(' + '), expert, ...figures].join(' | ')} |`;
}

function lifeAt(y: number): number {
  return Math.exp(scale.mean + scale.sd * y);
}

/** Of a log-normal distribution in each part. */
function meanLife({ weights, means, variances }: Mixture): number {
  return weights.reduce((sum, w, k) => sum + w * lifeAt(means[k]! + (scale.sd * variances[k]!) / 2), 0);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
