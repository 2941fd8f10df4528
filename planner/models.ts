import { FeasibilityModel } from './feasibility.js';
import { hashOf } from './hash.js';
import type { Entry, Failed, History } from './history.js';
import type { Prediction } from './planner.js';
import { fitSurrogate } from './sources/fit-surrogate.js';
import { rowsToLearn } from './sources/rows-to-learn.js';
import { isLow } from './sources/sources.js';
import type { GaussianProcess } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';
import { defaultPriors } from './surrogate/hyperparameters.js';
import type { Origin } from './surrogate/structure.js';
import { StructuredGp } from './surrogate/structured-gp.js';

/** What the planner believes: the objective as a loss (smaller is better) and the chance of each stage. */
export interface Models {
  readonly loss: GaussianProcess;
  /** The first rows of `loss`, measured where it counts; the others are failures and values of low fidelity. */
  readonly measuredCount: number;
  /** Sources of low fidelity from which the loss model learns. */
  readonly trusted: ReadonlySet<string>;
  /** Log Bayes factor for each source of low fidelity: does it resemble the true values? */
  readonly evidence: ReadonlyMap<string, number>;
  readonly feasibility: ReadonlyMap<string, FeasibilityModel>;
}

/**
 * Fits all models. A failed recipe enters the model of its stage as a failure, and the loss model as a pseudo-value,
 * because a loss model that does not hear of failures stays uncertain there and keeps asking.
 */
export function fitModels(history: History, stages: readonly string[], replicateShare?: number): Models {
  const { failed, lowFidelity } = history;
  const priors = priorsFor(history.encoding.count, replicateShare);
  const feasibility = fitFeasibility(history, stages);
  const { high, low, trusted, evidence, start } = rowsToLearn(history, priors);
  const successes = fitSurrogate([...high, ...low], { priors, lowFidelity, start });
  const known = { measuredCount: high.length, trusted, evidence, feasibility };
  if (failed.length === 0) return { loss: successes, ...known };
  const pessimistic = pessimisticValues(successes, featuresOf(failed));
  const failures = failed.map(({ features }, i) => ({
    features,
    value: pessimistic[i]!,
    extraNoiseVariance: 0,
  }));
  const loss = fitSurrogate([...high, ...failures, ...low], {
    priors,
    lowFidelity,
    start: successes.hyperparameters,
  });
  return { loss, ...known };
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
  { measured, failed, lowFidelity }: History,
  stages: readonly string[],
): Map<string, FeasibilityModel> {
  const failedStages = [...new Set(failed.map(({ stage }) => stage))];
  return new Map(
    failedStages.map((stage) => {
      // A value of low fidelity is no sign that the recipe can be made.
      const made = measured.filter(({ source }) => !isLow(lowFidelity, source));
      const passed = [...made, ...failed.filter((one) => passedEarlier(one, stage, stages))];
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
export function predict(
  models: Models,
  { features, origin }: { features: Float64Array; origin: Origin },
  sign: 1 | -1,
  typicalSd: number,
): Prediction {
  if (models.loss instanceof StructuredGp) {
    const { mean, ...parts } = models.loss.measurement(features, origin);
    return {
      mean: sign * mean,
      sdModel: Math.sqrt(parts.modelVariance),
      sdNoise: Math.sqrt(parts.noiseVariance + typicalSd ** 2),
      sdSource: Math.sqrt(parts.sourceVariance),
    };
  }
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
