import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { codeOf } from '../../planner/generative/data/code.js';
import { RECIPE } from '../../planner/generative/data/domain.js';
import { rowsOf } from '../../planner/generative/data/table.js';
import type { Engine } from '../../planner/generative/engine/engine.js';
import type { GenerativeModel } from '../../planner/generative/generative-model.js';
import { train } from '../../planner/generative/train.js';
import type { TrainingSettings } from '../../planner/generative/training/settings.js';
import { encode } from '../../planner/space/features.js';
import { fitGp } from '../../planner/surrogate/gp.js';
import type { Cells } from './cui.js';
import type { Mixture } from './mixture.js';
import { blend, gaussian, logDensity } from './mixture.js';

/** What a prediction of a cell's life starts from. */
export type Inputs = 'recipe' | 'recipe + formation';
export const INPUTS: readonly Inputs[] = ['recipe', 'recipe + formation'];

/** Predictions of ln cycles of one held-out cell. */
export interface Predicted {
  readonly row: number;
  readonly gp: Mixture;
  readonly ensemble: Mixture;
  readonly both: Mixture;
  /** Of the ensemble in the mixture. */
  readonly share: number;
}

/** Either expert keeps at least this weight. */
const FLOOR = 0.2;

/** Rows by fold: all cells of a protocol together. */
export function foldsOf({ table }: Cells, count: number, seed: string): number[][] {
  const rng = seededRng(seed);
  const protocols = [...new Set(table.groups)]
    .map((protocol) => ({ protocol, key: rng.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ protocol }) => protocol);
  const rows = Array.from(table.groups, (protocol, row) => ({
    row,
    fold: protocols.indexOf(protocol) % count,
  }));
  return Array.from({ length: count }, (_, fold) =>
    rows.filter((one) => one.fold === fold).map(({ row }) => row),
  );
}

/** Trains on all other folds and predicts one, from each kind of inputs. */
export async function predictFold(
  engine: Engine,
  cells: Cells,
  held: readonly number[],
  seed: string,
  settings: Partial<TrainingSettings>,
): Promise<Record<Inputs, Predicted[]>> {
  const kept = Array.from(cells.table.groups.keys()).filter((row) => !held.includes(row));
  const { model } = await train(engine, cells.schema, rowsOf(cells.table, kept), {
    ...{ seed, settings, clock: new SystemClock() },
  });
  const result: Partial<Record<Inputs, Predicted[]>> = {};
  for (const inputs of INPUTS) result[inputs] = await predictFrom(cells, kept, held, model, inputs);
  return result as Record<Inputs, Predicted[]>;
}

async function predictFrom(
  cells: Cells,
  kept: readonly number[],
  held: readonly number[],
  model: GenerativeModel,
  inputs: Inputs,
): Promise<Predicted[]> {
  const given = inputs === 'recipe' ? [RECIPE] : [RECIPE, 'formation'];
  const { members } = await model.predict(rowsOf(cells.table, held), 'life', given);
  const features = gpFeatures(cells, inputs);
  const gp = gpPredictions(cells, features, kept, held);
  const share = shareOf(cells, features, kept, model, inputs);
  return held.map((row, i) => {
    const parts = Array.from({ length: members.count }, (_, m) => m * held.length + i);
    const ensemble: Mixture = {
      weights: parts.map(() => 1 / members.count),
      means: parts.map((k) => members.mean[k]!),
      variances: parts.map((k) => members.variance[k]!),
    };
    return { row, gp: gp[i]!, ensemble, both: blend(ensemble, gp[i]!, share), share };
  });
}

/** Recipe features as the planner has them; signals on the scale of the unit cube. */
function gpFeatures(cells: Cells, inputs: Inputs): Float64Array[] {
  const { recipe } = codeOf(cells.schema);
  const width = recipe.layout.coordinates.length;
  const signals = cells.table.values['formation']!;
  const n = signals.length / cells.table.rowCount;
  const range = Array.from({ length: n }, (_, k) => {
    const all = signals.filter((_, i) => i % n === k);
    return { low: Math.min(...all), high: Math.max(...all) };
  });
  return Array.from({ length: cells.table.rowCount }, (_, row) => {
    const u = cells.table.recipes.subarray(row * width, (row + 1) * width);
    const more = range.map(({ low, high }, k) => (signals[row * n + k]! - low) / (high - low));
    return Float64Array.from([...encode(recipe.encoding, u), ...(inputs === 'recipe' ? [] : more)]);
  });
}

function gpPredictions(
  cells: Cells,
  features: readonly Float64Array[],
  kept: readonly number[],
  held: readonly number[],
): Mixture[] {
  const life = cells.table.values['life']!;
  const gp = fitGp({ features: kept.map((row) => features[row]!), values: kept.map((row) => life[row]!) });
  const { mean, variance } = gp.posterior(held.map((row) => features[row]!));
  return held.map((_, i) => gaussian(mean[i]!, variance[i]! + gp.noiseVariance));
}

/**
 * The share of the ensemble that makes labels held out within the training rows likeliest (stacking of densities, Yao et
 * al., Bayesian Analysis 2018): its members' log densities against those of a GP fitted without the same rows.
 */
function shareOf(
  cells: Cells,
  features: readonly Float64Array[],
  kept: readonly number[],
  model: GenerativeModel,
  inputs: Inputs,
): number {
  const score = model.heldOutScores.find(({ subset }) => subset === (inputs === 'recipe' ? 1 : 3));
  if (!score) return 0.5;
  const unit = model.trained.scaling['life']!.units[0]!;
  const life = cells.table.values['life']!;
  const own = new Map(score.rows.map((row, i) => [kept[row]!, score.logDensities[i]! - Math.log(unit)]));
  const pairs = foldsOf({ ...cells, table: rowsOf(cells.table, kept) }, 5, 'stacking').flatMap((fold) => {
    const out = fold.map((i) => kept[i]!);
    const rest = kept.filter((row) => !out.includes(row));
    return gpPredictions(cells, features, rest, out).map((gp, i) => ({
      ...{ gp: logDensity(gp, life[out[i]!]!), ensemble: own.get(out[i]!) },
    }));
  });
  const value = (share: number): number =>
    pairs.reduce(
      (sum, { gp, ensemble }) =>
        ensemble === undefined
          ? sum
          : sum + Math.log(share * Math.exp(ensemble) + (1 - share) * Math.exp(gp)),
      0,
    );
  const grid = Array.from({ length: 13 }, (_, k) => FLOOR + 0.05 * k);
  return grid.reduce((best, share) => (value(share) > value(best) ? share : best));
}
