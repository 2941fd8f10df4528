import { createHash } from 'node:crypto';
import { RECIPE } from '../generative/data/domain.js';
import type { Engine } from '../generative/engine/engine.js';
import type { GenerativeModel } from '../generative/generative-model.js';
import type { TrainOptions } from '../generative/train.js';
import { train } from '../generative/train.js';
import type { PlanRequest } from '../request.js';
import type { FindingTable } from './finding-table.js';
import { findingTable, TARGETS } from './finding-table.js';
import { heldOutByGp } from './held-out-gp.js';
import type { Weighing } from './weighing.js';
import { weigh } from './weighing.js';

/** A generative model that has learned from a campaign, and how far it is to be heard beside the Gaussian processes. */
export interface SecondExpert {
  readonly model: GenerativeModel;
  readonly engine: Engine['backend'];
  /** First 16 hexadecimal digits of the SHA-256 of the stored model, and of the rows that it learned from. */
  readonly modelHash: string;
  readonly dataHash: string;
  readonly rows: number;
  /** In the order of the objectives. */
  readonly weighings: readonly Weighing[];
}

/** With fewer different recipes that have a result of each objective, nothing can be held out to weigh experts by. */
export const LEAST_RECIPES = 10;

/** Recipes of which the laboratory itself knows every objective. */
export function knownRecipes({ objectives, findings = [] }: PlanRequest): number {
  const complete = findings.filter(
    ({ results, source }) =>
      source === undefined && objectives.every(({ name }) => results[name] !== undefined),
  );
  return new Set(complete.map(({ parameters }) => JSON.stringify(parameters))).size;
}

/**
 * Trains on the findings of a request and weighs the experts by results that each had held out. Always from the
 * beginning: on one backend the same findings and seed give the same model, whatever was learned before.
 * @throws PlannerError as `train` does
 */
export async function learn(
  engine: Engine,
  request: PlanRequest,
  options: Omit<TrainOptions, 'warmStart'>,
): Promise<SecondExpert> {
  const learned = findingTable(request);
  const { model } = await train(engine, learned.schema, learned.table, options);
  return weighed(engine, model, request, learned);
}

/** A stored model of just these findings, weighed anew. */
export async function weighed(
  { backend }: Engine,
  model: GenerativeModel,
  request: PlanRequest,
  { table }: FindingTable,
): Promise<SecondExpert> {
  const gp = await heldOutByGp(request, table.groups);
  const own = request.objectives.map((_, k) => heldOutByModel(model, k, table.rowCount));
  return {
    model,
    engine: backend,
    modelHash: createHash('sha256').update(model.save()).digest('hex').slice(0, 16),
    dataHash: model.trained.dataHash.slice(0, 16),
    rows: table.rowCount,
    weighings: own.map((logs, k) => weigh(gp[k]!, logs)),
  };
}

/** Log density of each finding's result from its recipe alone, by the member that had not seen it, per unit. */
function heldOutByModel(model: GenerativeModel, target: number, rowCount: number): (number | undefined)[] {
  const { schema, scaling } = model.trained;
  const recipeAlone = 1 << [RECIPE, ...schema.domains.map(({ name }) => name)].indexOf(RECIPE);
  const score = model.heldOutScores.find(({ subset }) => subset === recipeAlone);
  const logs = new Array<number | undefined>(rowCount).fill(undefined);
  const unit = Math.log(scaling[TARGETS]!.units[target]!);
  score?.rows.forEach((row, i) => {
    if (score.targets[i] === target) logs[row] = score.logDensities[i]! - unit;
  });
  return logs;
}
