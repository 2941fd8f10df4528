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
import { fitGp } from '../../planner/surrogate/fit-gp.js';
import { GaussianProcess } from '../../planner/surrogate/gp.js';
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
  const fitted = gpOf(cells, features, kept);
  const gp = predictionsOf(
    fitted,
    held.map((row) => features[row]!),
  );
  const share = shareOf(cells, fitted, kept, model, inputs);
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

function gpOf(cells: Cells, features: readonly Float64Array[], rows: readonly number[]): GaussianProcess {
  const life = cells.table.values['life']!;
  return fitGp({ features: rows.map((row) => features[row]!), values: rows.map((row) => life[row]!) });
}

/** With the hyperparameters of `gp`, conditioned on some of its rows only. */
function conditionedOn(gp: GaussianProcess, chosen: readonly number[]): GaussianProcess {
  const rows = {
    features: chosen.map((i) => gp.rows.features[i]!),
    values: Float64Array.from(chosen, (i) => gp.rows.values[i]!),
    extraNoise: new Float64Array(chosen.length),
  };
  return new GaussianProcess(rows, gp.hyperparameters, gp.offset, gp.unit);
}

function predictionsOf(gp: GaussianProcess, at: readonly Float64Array[]): Mixture[] {
  const { mean, variance } = gp.posterior(at);
  return at.map((_, i) => gaussian(mean[i]!, variance[i]! + gp.noiseVariance));
}

/**
 * The share of the ensemble that makes labels held out within the training rows likeliest (stacking of densities, Yao et
 * al., Bayesian Analysis 2018): its members' log densities against those of the GP without the rows of the same fold.
 */
function shareOf(
  cells: Cells,
  gp: GaussianProcess,
  kept: readonly number[],
  model: GenerativeModel,
  inputs: Inputs,
): number {
  const score = model.heldOutScores.find(({ subset }) => subset === (inputs === 'recipe' ? 1 : 3));
  if (!score) return 0.5;
  const unit = model.trained.scaling['life']!.units[0]!;
  const own = new Map(score.rows.map((row, i) => [row, score.logDensities[i]! - Math.log(unit)]));
  const table = rowsOf(cells.table, kept);
  const life = table.values['life']!;
  const pairs = foldsOf({ ...cells, table }, 5, 'stacking').flatMap((out) => {
    const rest = [...kept.keys()].filter((i) => !out.includes(i));
    const without = conditionedOn(gp, rest);
    return predictionsOf(
      without,
      out.map((i) => gp.rows.features[i]!),
    ).map((one, k) => ({ gp: logDensity(one, life[out[k]!]!), ensemble: own.get(out[k]!) }));
  });
  return bestShare(pairs);
}

function bestShare(pairs: readonly { gp: number; ensemble: number | undefined }[]): number {
  const both = pairs.filter(({ ensemble }) => ensemble !== undefined);
  const value = (share: number): number =>
    both.reduce(
      (sum, { gp, ensemble }) => sum + Math.log(share * Math.exp(ensemble!) + (1 - share) * Math.exp(gp)),
      0,
    );
  const grid = Array.from({ length: 13 }, (_, k) => FLOOR + 0.05 * k);
  return grid.reduce((best, share) => (value(share) > value(best) ? share : best));
}
