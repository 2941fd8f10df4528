import { SystemClock } from '../../core/clock.js';
import type { Mixture } from '../../planner/experts/mixture.js';
import { blend, gaussian } from '../../planner/experts/mixture.js';
import { stackingWeights } from '../../planner/experts/stacking.js';
import { rowsOf } from '../../planner/generative/data/table.js';
import type { Engine } from '../../planner/generative/engine/engine.js';
import type { GenerativeModel } from '../../planner/generative/generative-model.js';
import { train } from '../../planner/generative/train.js';
import type { Dataset } from './dataset.js';
import { TARGET } from './dataset.js';
import { gpHeldOut, gpPredictions, gpRows } from './gp-expert.js';

export const EXPERTS = ['Gaussian process', 'single network', 'ensemble', 'mixture'] as const;
export type Expert = (typeof EXPERTS)[number];

/** What each model says of one held-out row. */
export interface Predicted {
  readonly row: number;
  readonly truth: number;
  readonly by: Readonly<Record<Expert, Mixture>>;
  /** Weight of the ensemble in the mixture. */
  readonly share: number;
}

/** Trains on all other rows and predicts `held`, from each set of inputs of the data set. */
export async function predictFold(
  engine: Engine,
  dataset: Dataset,
  held: readonly number[],
  seed: string,
): Promise<Predicted[][]> {
  const { schema, table } = dataset;
  const kept = Array.from(table.groups.keys()).filter((row) => !held.includes(row));
  const clock = new SystemClock();
  const { model } = await train(engine, schema, rowsOf(table, kept), { seed, clock });
  return Promise.all(dataset.inputs.map((given) => predictFrom(dataset, { kept, held }, model, given)));
}

interface Fold {
  readonly kept: readonly number[];
  readonly held: readonly number[];
}

async function predictFrom(
  dataset: Dataset,
  { kept, held }: Fold,
  model: GenerativeModel,
  given: readonly string[],
): Promise<Predicted[]> {
  const { table } = dataset;
  const { members } = await model.predict(rowsOf(table, held), TARGET, given);
  const rows = gpRows(dataset, given);
  const known = kept.map((row) => rows[row]!);
  const gp = gpPredictions(
    known,
    held.map((row) => rows[row]!),
  );
  const groups = Int32Array.from(kept, (row) => table.groups[row]!);
  const weights = weightsOf(gpHeldOut(known, groups), model, dataset, given);
  return held.map((row, i) => {
    const parts = Array.from({ length: members.count }, (_, m) => {
      const at = m * held.length + i;
      return gaussian(members.mean[at]!, members.variance[at]!);
    });
    const equal = parts.map(() => 1 / parts.length);
    const ensemble = blend(parts, equal);
    const mixture = blend([gp[i]!, ensemble], weights);
    const by = { 'Gaussian process': gp[i]!, 'single network': parts[0]!, ensemble, mixture };
    return { row, truth: table.values[TARGET]![row]!, by, share: weights[1]! };
  });
}

/** Of the Gaussian process and the ensemble, by the training rows that each had held out. */
function weightsOf(
  gpLogs: readonly number[],
  model: GenerativeModel,
  { schema }: Dataset,
  given: readonly string[],
): number[] {
  const names = ['recipe', ...schema.domains.map(({ name }) => name)];
  const subset = given.reduce((bits, name) => bits | (1 << names.indexOf(name)), 0);
  const score = model.heldOutScores.find((one) => one.subset === subset);
  if (!score) return [0.5, 0.5];
  const unit = Math.log(model.trained.scaling[TARGET]!.units[0]!);
  return stackingWeights([
    score.rows.map((row) => gpLogs[row]!),
    score.logDensities.map((logDensity) => logDensity - unit),
  ]);
}
