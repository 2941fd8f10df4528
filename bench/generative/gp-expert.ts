import { codeOf } from '../../planner/generative/data/code.js';
import { RECIPE } from '../../planner/generative/data/domain.js';
import type { Mixture } from '../../planner/experts/mixture.js';
import { gaussian, logDensity } from '../../planner/experts/mixture.js';
import { fitLoss } from '../../planner/loss-model.js';
import { predict } from '../../planner/models.js';
import { measurementSd } from '../../planner/prediction.js';
import { encode } from '../../planner/space/features.js';
import type { SourcedRow } from '../../planner/surrogate/structure.js';
import type { Dataset } from './dataset.js';
import { TARGET } from './dataset.js';
import { foldsOf } from '../../planner/experts/group-folds.js';

/** Folds within the training rows, on which the experts are weighed. */
const INNER_FOLDS = 5;

/** The rows of a data set as the planner's Gaussian process has them: from its recipe and the domains `given`. */
export function gpRows(dataset: Dataset, given: readonly string[]): SourcedRow[] {
  const { recipe } = codeOf(dataset.schema);
  const width = recipe.layout.coordinates.length;
  const measured = given.filter((name) => name !== RECIPE).map((name) => onUnitScale(dataset, name));
  const { recipes, values, rowCount } = dataset.table;
  return Array.from({ length: rowCount }, (_, row) => ({
    features: Float64Array.from([
      ...encode(recipe.encoding, recipes.subarray(row * width, (row + 1) * width)),
      ...measured.flatMap((rows) => rows[row]!),
    ]),
    value: values[TARGET]![row]!,
    extraNoiseVariance: 0,
    source: dataset.origins?.[row],
  }));
}

function onUnitScale({ table }: Dataset, name: string): number[][] {
  const column = table.values[name]!;
  const n = column.length / table.rowCount;
  const ranges = Array.from({ length: n }, (_, k) => {
    const all = [...column].filter((value, i) => i % n === k && !Number.isNaN(value));
    return { low: Math.min(...all), high: Math.max(...all) };
  });
  return Array.from({ length: table.rowCount }, (_, row) =>
    ranges.map(({ low, high }, k) => (column[row * n + k]! - low) / (high - low)),
  );
}

/** What the Gaussian process makes of `asked` when it knows `known`; the origin of what is asked is new to it. */
export function gpPredictions(known: readonly SourcedRow[], asked: readonly SourcedRow[]): Mixture[] {
  const measured = known.map(({ features, value, source }) => ({ features, loss: value, sd: 0, source }));
  const models = { losses: [fitLoss(measured, { failed: [], lowFidelity: new Set() })] };
  return asked.map(({ features, source }) => {
    const origin = source === undefined ? {} : { source: 'elsewhere' };
    const [told] = predict(models, [{ name: TARGET, direction: 'minimise' }], features, origin);
    return gaussian(told!.mean, measurementSd(told!) ** 2);
  });
}

/** Log density of each row by a Gaussian process that knows the rows of other folds only. */
export function gpHeldOut(rows: readonly SourcedRow[], groups: Int32Array): number[] {
  const logs = new Array<number>(rows.length);
  for (const held of foldsOf(groups, INNER_FOLDS, 'stacking')) {
    const rest = rows.filter((_, i) => !held.includes(i));
    const asked = held.map((i) => rows[i]!);
    gpPredictions(rest, asked).forEach((one, k) => (logs[held[k]!] = logDensity(one, asked[k]!.value)));
  }
  return logs;
}
