import { FeasibilityModel } from './feasibility.js';
import { hashOf } from './hash.js';
import type { Failed, History } from './history.js';
import type { LossFit, LossModel, MeasuredLoss } from './loss-model.js';
import { featuresOf, fitLoss, widenLoss } from './loss-model.js';
import { fitOutcomes, type OutcomeModel } from './outcome-model.js';
import { mixPredictions, wider } from './mix-predictions.js';
import type { Prediction } from './proposal.js';
import type { Objective, PlanRequest } from './request.js';
import { isLow } from './sources/sources.js';
import type { GaussianProcess } from './surrogate/gp.js';
import type { Origin } from './surrogate/structure.js';
import { StructuredGp } from './surrogate/structured-gp.js';
import { signOf } from './targets.js';
import { unbent } from './unbent.js';

/** What the planner believes: each objective, and the chance of each stage and constraint. */
export interface Models {
  /** In the order of the objectives. */
  readonly losses: readonly LossModel[];
  /** By stage. */
  readonly feasibility: ReadonlyMap<string, FeasibilityModel>;
  /** By constraint. */
  readonly outcomes: ReadonlyMap<string, OutcomeModel>;
  /** As the request had it, for models that follow from these. */
  readonly replicateShare: number | undefined;
}

/** What else there is to know of all fits. */
export interface ModelFit extends Omit<LossFit, 'replicateDoubt'> {
  /** By objective, where experience is more or less certain than usual. */
  readonly replicateDoubts?: Readonly<Record<string, number>>;
}

/**
 * Fits all models; every objective must have been measured. A failed recipe also teaches the model of its stage. Several
 * objectives are weighed against one another on their own scales, even for a search.
 */
export function fitModels(
  history: History,
  stages: readonly string[],
  { replicateShare, replicateDoubts = {}, draws, forSearch = false }: ModelFit = {},
): Models {
  const feasibility = fitFeasibility(history, stages);
  const fit = { replicateShare, draws, forSearch: forSearch && history.objectives.length === 1 };
  const losses = history.objectives.map(({ name }, k) =>
    fitLoss(measuredLosses(history, k), history, { ...fit, replicateDoubt: replicateDoubts[name] }),
  );
  const outcomes = fitOutcomes(history, replicateShare);
  return { losses, feasibility, outcomes, replicateShare };
}

/** The same beliefs with the standard deviations of some objectives, by name, times a factor; the means stay. */
export function widenModels(
  models: Models,
  objectives: readonly Objective[],
  widening: NonNullable<PlanRequest['widening']> = {},
): Models {
  return {
    ...models,
    losses: models.losses.map((loss, k) => widenLoss(loss, widening[objectives[k]!.name] ?? 1)),
  };
}

/** The points of which an objective was measured. */
export function measuredLosses({ measured }: History, objective: number): MeasuredLoss[] {
  return measured.flatMap(({ features, losses, source }) => {
    const loss = losses[objective];
    return loss ? [{ features, source, ...loss }] : [];
  });
}

/** One model for each stage in which something failed, in the order of first failure. */
export function fitFeasibility(
  { measured, failed, lowFidelity, encoding }: History,
  stages: readonly string[],
): Map<string, FeasibilityModel> {
  const failedStages = [...new Set(failed.map(({ stage }) => stage))];
  return new Map(
    failedStages.map((stage) => {
      // A value of low fidelity is no sign that the recipe can be made.
      const made = measured.filter(({ source }) => !isLow(lowFidelity, source));
      const passed = [...made, ...failed.filter((one) => passedEarlier(one, stage, stages))];
      const stopped = failed.filter((one) => one.stage === stage);
      return [stage, FeasibilityModel.fit(featuresOf(passed), featuresOf(stopped), encoding.dimension)];
    }),
  );
}

/** Whether a failure in a later stage proves that `stage` was passed; unknown without an order of stages. */
function passedEarlier(failure: Failed, stage: string, stages: readonly string[]): boolean {
  return stages.includes(stage) && stages.indexOf(failure.stage) > stages.indexOf(stage);
}

/** The predictions of a measurement at a point, in the objectives' units and directions. */
export function predict(
  { losses }: Pick<Models, 'losses'>,
  objectives: readonly Objective[],
  features: Float64Array,
  origin: Origin = {},
): Prediction[] {
  return losses.map((loss, k) => {
    const { mean, ...spread } = inOwnUnit(loss, predictOnScale(loss, features, origin));
    return { mean: signOf(objectives[k]!) * mean, ...spread };
  });
}

/** What `predictOnScale` says, in the unit of the losses and as wide as earlier predictions should have been. */
export function inOwnUnit({ foretelling, widening }: LossModel, onScale: Prediction): Prediction {
  return wider(unbent(onScale, foretelling().scale), widening);
}

/** The loss of a measurement at a point, on the scale on which it is foretold, where its distribution is normal; not widened. */
export function predictOnScale(
  { foretelling }: Pick<LossModel, 'foretelling'>,
  features: Float64Array,
  origin: Origin = {},
): Prediction {
  const { models, typicalSd } = foretelling();
  const told = models.map((gp) => predictionOf(gp, typicalSd, features, origin));
  return mixPredictions(
    told,
    told.map(() => 1 / told.length),
  );
}

function predictionOf(
  gp: GaussianProcess,
  typicalSd: number,
  features: Float64Array,
  origin: Origin,
): Prediction {
  if (gp instanceof StructuredGp) {
    const { mean, ...parts } = gp.measurement(features, origin);
    return {
      mean,
      sdModel: Math.sqrt(parts.modelVariance),
      sdNoise: Math.sqrt(parts.noiseVariance + typicalSd ** 2),
      sdSource: Math.sqrt(parts.sourceVariance),
    };
  }
  const { mean, variance } = gp.posterior([features]);
  return {
    mean: mean[0]!,
    sdModel: Math.sqrt(variance[0]!),
    sdNoise: Math.sqrt(gp.noiseVariance + typicalSd ** 2),
  };
}

/** Something of which a point may or may not get through, with the probability that it does. */
export interface Chance {
  probability(features: Float64Array): number;
  logProbabilities(points: readonly Float64Array[]): Float64Array;
  logProbability(features: Float64Array): { readonly value: number; readonly gradient: Float64Array };
}

/** The models of all that a recipe has to get through, by name: stages that failed before, then constraints. */
export function chancesOf({
  feasibility,
  outcomes,
}: Pick<Models, 'feasibility' | 'outcomes'>): [string, Chance][] {
  return [...feasibility, ...outcomes];
}

/** The probability of each. */
export function probabilities(
  chances: readonly (readonly [string, Chance])[],
  features: Float64Array,
): Record<string, number> {
  return Object.fromEntries(chances.map(([name, model]) => [name, model.probability(features)]));
}

/** Hash of everything that was learned. */
export function modelHash({ losses, feasibility, outcomes }: Models): string {
  return hashOf({
    losses: losses.map(({ gp }) => learned(gp)),
    feasibility: Object.fromEntries([...feasibility].map(([stage, m]) => [stage, m.hyperparameters])),
    outcomes: Object.fromEntries([...outcomes].map(([name, { gp }]) => [name, learned(gp)])),
  });
}

function learned({ hyperparameters, conditioned, offset, unit }: GaussianProcess): object {
  return { ...hyperparameters, mean: conditioned.mean, offset, unit };
}
