import type { Entry, Failed } from './history.js';
import type { Loss } from './targets.js';
import type { GaussianProcess, GpData } from './surrogate/gp.js';
import { fitGp } from './surrogate/gp.js';
import type { Priors } from './surrogate/hyperparameters.js';
import { defaultPriors } from './surrogate/hyperparameters.js';

/** What the planner believes of one objective, as a loss (smaller is better). */
export interface LossModel {
  readonly gp: GaussianProcess;
  /** Rows of `gp` that were measured; the others are failures. */
  readonly measuredCount: number;
  /** Of the results' own uncertainties, the median. */
  readonly typicalSd: number;
}

/** A point with its result. */
export interface MeasuredLoss extends Loss {
  readonly features: Float64Array;
}

/**
 * Fits one objective. A failed recipe enters as a pseudo-value, because a loss model that does not hear of failures stays
 * uncertain there and keeps asking.
 */
export function fitLoss(
  measured: readonly MeasuredLoss[],
  failed: readonly Failed[],
  replicateShare?: number,
): LossModel {
  const priors = priorsFor(measured[0]!.features.length, replicateShare);
  const results: GpData = {
    features: featuresOf(measured),
    values: measured.map(({ loss }) => loss),
    extraNoiseVariances: measured.map(({ sd }) => sd * sd),
  };
  const successes = fitGp(results, { priors });
  const about = { measuredCount: measured.length, typicalSd: median(measured.map(({ sd }) => sd)) };
  if (failed.length === 0) return { gp: successes, ...about };
  const gp = fitGp(
    {
      features: [...results.features, ...featuresOf(failed)],
      values: [...results.values, ...pessimisticValues(successes, featuresOf(failed))],
      extraNoiseVariances: [...measured.map(({ sd }) => sd * sd), ...failed.map(() => 0)],
    },
    { priors, start: successes.hyperparameters },
  );
  return { gp, ...about };
}

/** Experience says the order of the noise, not more: a factor of e in its standard deviation either way is ordinary. */
const REPLICATE_LOG_VARIANCE_SD = 2;

/** The defaults, with the noise that experience expects as a share of the scatter between recipes. */
export function priorsFor(featureCount: number, replicateShare: number | undefined): Priors {
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

export function featuresOf(entries: readonly Pick<Entry, 'features'>[]): Float64Array[] {
  return entries.map(({ features }) => features);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
