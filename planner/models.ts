import { FeasibilityModel } from './feasibility.js';
import { hashOf } from './hash.js';
import type { Entry, Failed, History } from './history.js';
import type { Prediction } from './planner.js';
import type { GaussianProcess, GpData } from './surrogate/gp.js';
import { fitGp } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';
import { defaultPriors } from './surrogate/hyperparameters.js';

/** What the planner believes: the objective as a loss (smaller is better) and the chance of each stage. */
export interface Models {
  readonly loss: GaussianProcess;
  /** Rows of `loss` that were measured; the others are failures. */
  readonly measuredCount: number;
  readonly feasibility: ReadonlyMap<string, FeasibilityModel>;
}

/**
 * Fits all models. A failed recipe enters the model of its stage as a failure, and the loss model as a pseudo-value,
 * because a loss model that does not hear of failures stays uncertain there and keeps asking.
 */
export function fitModels(history: History, stages: readonly string[], replicateShare?: number): Models {
  const { measured, failed } = history;
  const priors = priorsFor(history.encoding.count, replicateShare);
  const results: GpData = {
    features: featuresOf(measured),
    values: measured.map((m) => m.loss),
    extraNoiseVariances: measured.map(({ sd }) => sd * sd),
  };
  const feasibility = fitFeasibility(history, stages);
  const successes = fitGp(results, { priors });
  if (failed.length === 0) return { loss: successes, measuredCount: measured.length, feasibility };
  const loss = fitGp(
    {
      features: [...results.features, ...featuresOf(failed)],
      values: [...results.values, ...pessimisticValues(successes, featuresOf(failed))],
      extraNoiseVariances: [...measured.map(({ sd }) => sd * sd), ...failed.map(() => 0)],
    },
    { priors, start: successes.hyperparameters },
  );
  return { loss, measuredCount: measured.length, feasibility };
}

/** Experience says the order of the noise, not more: a factor of e in its standard deviation either way is ordinary. */
const REPLICATE_LOG_VARIANCE_SD = 2;

function priorsFor(featureCount: number, replicateShare: number | undefined): Priors {
  const priors = defaultPriors(featureCount);
  if (replicateShare === undefined) return priors;
  return { ...priors, noiseVariance: { mean: 2 * Math.log(replicateShare), sd: REPLICATE_LOG_VARIANCE_SD } };
}

/**
 * What failures are taken to have been worth: what the successes say of their place, but no better than the average
 * result. The worst result so far, the usual choice, is a cliff that bends the model where results span decades.
 */
function pessimisticValues(successes: GaussianProcess, failed: readonly Float64Array[]): number[] {
  return Array.from(successes.posterior(failed).mean, (mean) => Math.max(mean, successes.offset));
}

/** One model for each stage in which something failed, in the order of first failure. */
export function fitFeasibility(
  { measured, failed }: History,
  stages: readonly string[],
): Map<string, FeasibilityModel> {
  const failedStages = [...new Set(failed.map(({ stage }) => stage))];
  return new Map(
    failedStages.map((stage) => {
      const passed = [...measured, ...failed.filter((one) => passedEarlier(one, stage, stages))];
      const stopped = failed.filter((one) => one.stage === stage);
      return [stage, FeasibilityModel.fit(featuresOf(passed), featuresOf(stopped))];
    }),
  );
}

/** Whether a failure in a later stage proves that `stage` was passed; unknown without an order of stages. */
function passedEarlier(failure: Failed, stage: string, stages: readonly string[]): boolean {
  return stages.includes(stage) && stages.indexOf(failure.stage) > stages.indexOf(stage);
}

function featuresOf(entries: readonly Entry[]): Float64Array[] {
  return entries.map(({ features }) => features);
}

/** The prediction at a point, in the objective's unit and sign. */
export function predict(models: Models, features: Float64Array, sign: 1 | -1, typicalSd: number): Prediction {
  const { mean, variance } = models.loss.posterior([features]);
  return {
    mean: sign * mean[0]!,
    sdModel: Math.sqrt(variance[0]!),
    sdNoise: Math.sqrt(models.loss.noiseVariance + typicalSd ** 2),
  };
}

/** P(feasible) of each modelled stage. */
export function stageProbabilities(
  models: Pick<Models, 'feasibility'>,
  features: Float64Array,
): Record<string, number> {
  return Object.fromEntries(
    [...models.feasibility].map(([stage, model]) => [stage, model.probability(features)]),
  );
}

/** Hash of everything that was learned. */
export function modelHash({ loss, feasibility }: Models): string {
  return hashOf({
    loss: { ...loss.hyperparameters, mean: loss.conditioned.mean, offset: loss.offset, unit: loss.unit },
    feasibility: Object.fromEntries([...feasibility].map(([stage, m]) => [stage, m.hyperparameters])),
  });
}
